using UpgradeWorker.Commands;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Tests.Commands;

internal sealed class TemplateCommandTests
{
    private const string Old = """
        {"Parameters": {
           "Snap": {"Type": "String", "Default": ""},
           "Size": {"Type": "String", "Default": "small", "AllowedValues": ["small", "large"]}},
         "Resources": {"Db": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBSnapshotIdentifier": {"Ref": "Snap"}}}}}
        """;

    private const string New = """
        Metadata: { AWS::CloudFormation::Interface: { ParameterLabels: { Size: { default: The size } } } }
        Parameters:
          Size: { Type: String, Default: medium, AllowedValues: [medium, large] }
          Count: { Type: Number, NoEcho: true }
        Resources:
          Box: { Type: AWS::EC2::Instance }
        Outputs: { VersionTag: { Value: 3.36.0 } }
        """;

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("template").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task The_document_has_every_member()
    {
        var path = Write("new.yaml", New);
        var result = await Worker.RunAsync("template", path, "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        Assert.That(result.Output.TrimEnd(), Is.EqualTo($$$"""
            {"version":"3.36.0","versionFrom":"output VersionTag","sha256":"{{{sha}}}","bytes":{{{new FileInfo(path).Length}}},"parameters":[{"name":"Size","label":"The size","type":"String","default":"medium","noEcho":false,"allowedValues":["medium","large"]},{"name":"Count","label":null,"type":"Number","default":null,"noEcho":true,"allowedValues":[]}],"roles":{"instances":["Box"],"databases":[],"caches":[],"databaseSnapshotParameter":null,"cacheSnapshotParameter":null,"domainParameter":null,"certificateParameters":[]},"difference":null}
            """));
    }

    [Test]
    public async Task The_difference_says_what_blocks()
    {
        var result = await Worker.RunAsync(
            "template", Write("new.yaml", New), "--against", Write("old.json", Old), "--values", Write("values.json", """{"Snap":"arn:a","Size":"small"}"""), "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain(
            """
            "difference":{"added":[{"name":"Count","default":null}],"removed":["Snap"],"changed":[{"name":"Size","what":"default","old":"small","new":"medium"},{"name":"Size","what":"allowedValues","old":["small","large"],"new":["medium","large"]}],"blocked":[{"name":"Count","reason":"NoValue","message":
            """));
        Assert.That(result.Output, Does.Contain("""{"name":"Size","reason":"NotAllowed",""").And.Contain("""{"name":"Snap","reason":"RoleParameterGone","""));
    }

    [Test]
    public void A_terminal_of_80_columns_gets_a_block_for_each_parameter()
    {
        const string Wide = """
            Parameters:
              InstanceImageFromTheParameterStoreOfTheVendor:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
              Size: { Type: String, Default: m5.large, AllowedValues: [m5.large, m5.xlarge, m5.2xlarge, m5.4xlarge, m5.8xlarge, m5.12xlarge, m5.16xlarge] }
              Password: { Type: String, NoEcho: true }
            Resources: { Box: { Type: AWS::EC2::Instance } }
            """;
        var template = TemplateReader.Read(Wide, "wide.yaml") is TemplateReading.Read { Template: var read } ? read : throw new AssertionException("unreadable");
        using var text = new StringWriter();
        TemplateDocument.Print(new Paper(text, 80), template, RoleFinder.Find(template, ConfiguredRoles.None, VendorProfile.TheThingsStack).Roles, null);
        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n').ToList();
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(80));
        Assert.That(lines.Where(line => line.EndsWith(' ')), Is.Empty);
        Assert.That(string.Join('\n', lines[lines.IndexOf("  InstanceImageFromTheParameterStoreOfTheVendor")..]).TrimEnd(), Is.EqualTo("""
              InstanceImageFromTheParameterStoreOfTheVendor
                  AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>, default
                  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
              Size
                  String, default 'm5.large'
                  one of m5.large, m5.xlarge, m5.2xlarge, m5.4xlarge, m5.8xlarge,
                  m5.12xlarge, m5.16xlarge
              Password
                  String, no default, hidden
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task People_get_tables()
    {
        var result = await Worker.RunAsync("template", Write("new.yaml", New), "--against", Write("old.json", Old));
        Assert.That(result.Output.ReplaceLineEndings("\n").Split('\n').Where(line => line.EndsWith(' ')), Is.Empty, "a pipe gets no blanks at the ends of lines");
        Assert.That(result.Output, Does.Contain("version 3.36.0 (output VersionTag)").And.Contain("allowedValues: 'small, large' became 'medium, large'").And.Contain("NoValue"));
    }

    [Test]
    public async Task A_role_in_doubt_is_said_on_the_error_stream()
    {
        var two = Old.Replace("{\"Ref\": \"Snap\"}", "{\"Fn::If\": [\"C\", {\"Ref\": \"Snap\"}, {\"Ref\": \"Size\"}]}", StringComparison.Ordinal);
        var result = await Worker.RunAsync("template", Write("old.json", two), "--json");
        Assert.That(result.Output, Does.Contain("\"databaseSnapshotParameter\":null"));
        Assert.That(result.Error, Does.StartWith("RoleAmbiguous: "));
    }

    [Test]
    public async Task Unreadable_input_exits_1_naming_it()
    {
        var good = Write("new.yaml", New);
        Write("broken.json", "{\"Resources\": {");
        File.WriteAllBytes(Path.Combine(folder, "image.yaml"), [0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
        Write("huge.yaml", new string('x', 1_200_000));
        foreach (var arguments in new string[][] { ["broken.json"], ["image.yaml"], ["huge.yaml"], ["absent"], ["."], ["new.yaml", "--against", "broken.json"], ["new.yaml", "--against", "new.yaml", "--values", "new.yaml"] })
        {
            var result = await Worker.RunAsync(["template", .. arguments.Select(argument => argument.StartsWith('-') ? argument : Path.Combine(folder, argument)), "--json"]);
            Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")), string.Join(' ', arguments));
            Assert.That(result.Error, Does.Contain(Path.GetFileName(arguments[^1])));
        }

        Assert.That((await Worker.RunAsync("template", good, "--values", good)).ExitCode, Is.EqualTo(2));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
