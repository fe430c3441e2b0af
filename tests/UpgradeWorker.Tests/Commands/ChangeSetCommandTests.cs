using System.CommandLine;
using UpgradeWorker.Commands;

namespace UpgradeWorker.Tests.Commands;

public sealed class ChangeSetCommandTests
{
    private const string Page = """
        {"Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE", "Capabilities": ["CAPABILITY_IAM"], "Changes": [
          {"Type": "Resource", "ResourceChange": {"Action": "Modify", "LogicalResourceId": "Machine", "ResourceType": "AWS::EC2::Instance",
            "Replacement": "True", "PolicyAction": "ReplaceAndDelete", "Details": [
              {"Evaluation": "Dynamic", "ChangeSource": "DirectModification",
                "Target": {"Attribute": "Properties", "Name": "ImageId", "RequiresRecreation": "Always"}},
              {"Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": "InstanceAmi",
                "Target": {"Attribute": "Properties", "Name": "ImageId", "RequiresRecreation": "Always"}}]}},
          {"Type": "Resource", "ResourceChange": {"Action": "Modify", "LogicalResourceId": "Store", "ResourceType": "AWS::RDS::DBInstance",
            "Replacement": "Conditional", "Details": [
              {"Evaluation": "Static", "ChangeSource": "DirectModification",
                "Target": {"Attribute": "Properties", "Name": "MultiAZ", "RequiresRecreation": "Conditionally"}}]}}]}
        """;

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("changeset").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task The_JSON_tells_all_that_matters()
    {
        var (code, output, error) = await RunAsync(File("page.json", Page), "--json");

        Assert.That(error, Is.Empty);
        Assert.That(code, Is.Zero);
        Assert.That(output.Trim(), Is.EqualTo(
            "{\"status\":\"CREATE_COMPLETE\",\"noChanges\":false,\"changes\":["
            + "{\"logicalId\":\"Machine\",\"type\":\"AWS::EC2::Instance\",\"action\":\"Modify\",\"replacement\":\"yes\",\"policyAction\":\"ReplaceAndDelete\","
            + "\"causes\":[\"parameter InstanceAmi\"],\"properties\":[\"ImageId\"]},"
            + "{\"logicalId\":\"Store\",\"type\":\"AWS::RDS::DBInstance\",\"action\":\"Modify\",\"replacement\":\"uncertain\",\"policyAction\":null,"
            + "\"causes\":[\"direct\"],\"properties\":[\"MultiAZ\"]}],"
            + "\"replaces\":{\"instance\":\"yes\",\"database\":\"uncertain\",\"cache\":\"no\"},"
            + "\"security\":[\"capability: the change set may use CAPABILITY_IAM\"],\"snapshotsNeeded\":[\"database\"],"
            + "\"refusals\":[{\"reason\":\"ReplacementUncertain\",\"message\":\"AWS cannot say whether Store (AWS::RDS::DBInstance) is replaced by the change of MultiAZ: "
            + "say under Replacements what it does (Store.MultiAZ: InPlace or Replaces).\"}]}"));
    }

    [Test]
    public async Task Several_files_are_the_pages_of_one_set()
    {
        var second = File("2.json", """
            {"Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE", "Changes": [
              {"ResourceChange": {"Action": "Remove", "LogicalResourceId": "Files", "ResourceType": "AWS::S3::Bucket"}}]}
            """);

        var (code, output, _) = await RunAsync(File("1.json", Page), second);

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("instance yes, database uncertain, cache no").And.Contain("StatefulRemoval").And.Contain("parameter InstanceAmi"));
    }

    [TestCase("{\"Stacks\":[]}", "neither Changes nor Status")]
    [TestCase("{\"Status\":", "no JSON")]
    [TestCase("\0\0", "binary")]
    public async Task An_unreadable_file_is_named_and_standard_output_stays_empty(string text, string words)
    {
        var (code, output, error) = await RunAsync(File("page.json", Page), File("bad.json", text), "--json");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain("bad.json").And.Contain(words));
    }

    [Test]
    public void Without_a_file_it_is_a_usage_error() => Assert.That(ChangeSetCommand.Create().Parse([]).Errors, Is.Not.Empty);

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ChangeSetCommand.Create().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }
}
