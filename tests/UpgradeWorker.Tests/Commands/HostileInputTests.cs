namespace UpgradeWorker.Tests.Commands;

/// <summary>Files that somebody broke, by accident or on purpose, through each verb that reads one.</summary>
internal sealed class HostileInputTests
{
    private static readonly object[] Hostile =
    [
        Case("a truncated template in JSON", "template", "{\"Resources\": {\n\"A\": {\"Type\": \"AWS::S3", "line 2"),
        Case("a truncated template in YAML", "template", "Resources:\n  A: {Type: 'AWS::S3", "line"),
        Case("a binary template", "template", "PK\u0003\u0004\0\0", "line 1"),
        Case("a template of more than 1 MB", "template", "Description: " + new string('x', 1_100_000), "bytes"),
        Case("a template that is too deep", "template", "Resources: " + new string('[', 5_000), "line 1"),
        Case("aliases that grow", "template", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nResources: *c\n", "alias '*a'"),
        Case("a template with a key twice", "template", "Resources:\n  Disk: {Type: X}\n  Disk: {Type: Y}\n", "'Disk'"),
        Case("a truncated change set", "changeset", "{\"Status\": \"CREATE_COMPLETE\",\n\"Changes\": [", "line 2"),
        Case("a binary change set", "changeset", "\0\0\0", "binary"),
        Case("a change set that is too deep", "changeset", "{\"Status\": \"FAILED\", \"Changes\": " + new string('[', 5_000), "line 1"),
        Case("a change set with a member twice", "changeset", "{\"Status\": \"FAILED\", \"Status\": \"CREATE_COMPLETE\", \"Changes\": []}", "Status"),
        Case("a binary changelog", "migrations", "## [1.1.0]\0", "binary"),
        Case("a changelog of more than 5 MB", "migrations", "## [1.1.0]\n" + new string('x', 5_100_000), "bytes"),
        Case("a changelog without versions", "migrations", "nothing\n", "version"),
    ];

    [TestCaseSource(nameof(Hostile))]
    [CancelAfter(20_000)]
    public async Task The_file_and_the_place_are_named_and_standard_output_stays_empty(string verb, string text, string words)
    {
        var folder = Directory.CreateTempSubdirectory("hostile").FullName;
        try
        {
            var path = Path.Combine(folder, "given.txt");
            await File.WriteAllTextAsync(path, text);
            var result = verb == "migrations"
                ? await Worker.RunAsync(verb, "--from", "1.0.0", "--to", "1.1.0", "--changelog", path, "--json")
                : await Worker.RunAsync(verb, path, "--json");
            Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
            Assert.That(result.Error, Does.Contain("given.txt").And.Contain(words));
            Assert.That(result.Error, Has.Length.LessThan(2_000));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TestCaseData Case(string why, string verb, string text, string words) => new TestCaseData(verb, text, words).SetName(why);
}
