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
        Case("a template of two documents", "template", "Resources: {T: {Type: X}}\n---\na: b\n", "line 2"),
        Case("a template with a merge", "template", "Resources:\n  A: &a {Type: X}\n  B: {<<: *a}\n", "merge key"),
        Case("a template that is a list", "template", "- Resources\n", "no map"),
        Case("a template without resources", "template", "{\"Parameters\": {}}", "'Resources'"),
        Case("parameters that are a list", "template", "Parameters: [a]\nResources: {T: {Type: X}}\n", "'Parameters'"),
        Case("a parameter without a type", "template", "Parameters: {Size: {Default: a}}\nResources: {T: {Type: X}}\n", "Parameters.Size.Type"),
        Case("a default that is a map", "template", "Parameters: {Size: {Type: String, Default: {a: b}}}\nResources: {T: {Type: X}}\n", "Parameters.Size.Default"),
        Case("a resource without a type", "template", "Resources: {Disk: {Properties: {}}}\n", "Resources.Disk.Type"),
        Case("a tag that is no function", "template", "Resources: {T: {Type: !<tag:evil,2000:x> X}}\n", "line 1"),
        Case("indented by a tab", "template", "Resources:\n\tT: {Type: X}\n", "tab"),
        Case("something after the template", "template", "{\"Resources\": {\"T\": {\"Type\": \"X\"}}}\n}", "line 2"),
        Case("a key with half a character", "template", "{\"Resources\": {\"\\ud800\": {\"Type\": \"X\"}}}", "line 1"),
        Case("a change set whose details are a text", "changeset",
            "{\"Changes\": [{\"ResourceChange\": {\"LogicalResourceId\": \"A\", \"ResourceType\": \"T\", \"Action\": \"Modify\", \"Details\": \"x\"}}]}", "Changes[0].ResourceChange.Details"),
        Case("a change without an id", "changeset", "{\"Changes\": [{\"ResourceChange\": {\"Action\": \"Modify\"}}]}", "Changes[0].ResourceChange has no LogicalResourceId"),
        Case("a template given for a change set", "changeset", "{\"Resources\": {}}", "neither Changes nor Status"),
        Case("a page without the last one", "changeset", "{\"Status\": \"CREATE_COMPLETE\", \"Changes\": [], \"NextToken\": \"t\"}", "NextToken"),
        Case("a change set in YAML", "changeset", "Status: CREATE_COMPLETE\n", "line 1"),
        Case("a change set of more than 20 MB", "changeset", new string(' ', 20_000_001), "bytes"),
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
            // An answer of several pages belongs to no single file.
            Assert.That(result.Error, Does.Contain(words == "NextToken" ? "last page" : "given.txt").And.Contain(words));
            Assert.That(result.Error, Has.Length.LessThan(2_000));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TestCaseData Case(string why, string verb, string text, string words) => new TestCaseData(verb, text, words).SetName(why);
}
