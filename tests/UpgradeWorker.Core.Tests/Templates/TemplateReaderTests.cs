using System.Text;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class TemplateReaderTests
{
    private static readonly object[] Bad =
    [
        Case("nothing", "", "Empty"),
        Case("a number", "42", "NotATemplate"),
        Case("a list", "[1, 2]", "NotATemplate"),
        Case("no resources", "Parameters: { A: { Type: String } }", "NotATemplate", "Resources"),
        Case("resources that are a list", "Resources: [a]", "NotATemplate", "Resources"),
        Case("truncated JSON", "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3", "NotJson", "line 1"),
        Case("truncated YAML", "Resources:\n  A: {Type: 'AWS::S3", "NotYaml", "line"),
        Case("something after JSON", "{\"Resources\": {\"A\": {\"Type\": \"X\"}}}\n}", "NotJson", "line 2"),
        Case("a second document", "Resources: {A: {Type: X}}\n---\nResources: {}\n", "NotYaml", "second document"),
        Case("tabs", "Resources:\n\tA: 1\n", "NotYaml", "line"),
        Case("a key twice in YAML", "Resources:\n  A: {Type: X}\n  A: {Type: Y}\n", "DuplicateKey", "line 3: the key 'A'"),
        Case("a key twice in JSON", "{\"Resources\": {\n\"A\": {\"Type\": \"X\"},\n\"A\": {\"Type\": \"Y\"}}}", "DuplicateKey", "line 3: the key 'A'"),
        Case("an alias", "Resources:\n  A: &a {Type: X}\n  B: *a\n", "Alias", "line 3: the alias '*a'"),
        Case("a merge", "Resources:\n  A: {<<: {Type: X}}\n", "Merge", "line 2"),
        Case("a foreign tag", "Resources: !<tag:example.org,2000:x> {A: {Type: X}}\n", "UnknownTag", "line 1"),
        Case("deep JSON", "{\"Resources\": " + new string('[', 5_000) + new string(']', 5_000) + "}", "TooDeep", "line 1"),
        Case("deep YAML", "Resources: " + new string('[', 5_000) + new string(']', 5_000), "TooDeep", "line 1"),
        Case("many values", "Resources: [" + string.Concat(Enumerable.Repeat("1,", 120_000)) + "]", "TooLarge", "line 1"),
        Case("more than 1 MB", "Description: " + new string('x', 1_100_000), "TooLarge", "1048576"),
        Case("a zero byte", "Resources:\n\0", "NotText", "line 2"),
        Case("a parameter without a type", "Parameters: {A: {}}\nResources: {T: {Type: X}}", "BadParameter", "Parameters.A.Type"),
        Case("a default that is a map", "Parameters: {A: {Type: String, Default: {a: b}}}\nResources: {T: {Type: X}}", "BadParameter", "Parameters.A.Default"),
        Case("allowed values that are a text", "Parameters: {A: {Type: String, AllowedValues: a}}\nResources: {T: {Type: X}}", "BadParameter", "AllowedValues"),
        Case("a resource without a type", "Resources: {T: {Properties: {}}}", "BadResource", "Resources.T.Type"),
    ];

    [TestCaseSource(nameof(Bad))]
    public void What_is_no_template_is_refused_naming_file_and_place(string text, string reason, string words)
    {
        var refused = (TemplateReading.Refused)TemplateReader.Read(text, "dir/a.yaml");
        Assert.That(refused.Findings[0].Reason, Is.EqualTo(reason));
        Assert.That(refused.Findings[0].Message, Does.StartWith("dir/a.yaml: ").And.Contain(words));
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused()
    {
        var refused = (TemplateReading.Refused)TemplateReader.Read(new byte[] { 0x0a, 0xff, 0xfe, 0x41 }, "a.json");
        Assert.That(refused.Findings.Single().ToString(), Is.EqualTo("NotText: a.json: line 2: no UTF-8 text."));
    }

    [Test]
    public void An_alias_bomb_is_refused_at_once()
    {
        var bomb = "a: &a [x]\n" + string.Concat(Enumerable.Range(1, 30).Select(level => $"b{level}: &b{level} [*{(level == 1 ? "a" : $"b{level - 1}")}]\n"));
        Assert.That(((TemplateReading.Refused)TemplateReader.Read(bomb, "a")).Findings[0].Reason, Is.EqualTo("Alias"));
    }

    [Test]
    public void Random_damage_never_throws()
    {
        var text = Some.Stack;
        for (var at = 0; at < text.Length; at += 3)
        {
            Assert.That(() => TemplateReader.Read(text[..at], "a"), Throws.Nothing);
            Assert.That(() => TemplateReader.Read(text.Remove(at, 1).Insert(at, "{"), "a"), Throws.Nothing);
            Assert.That(() => TemplateReader.Read(text.Remove(at, 1).Insert(at, "&*!%@`"), "a"), Throws.Nothing);
        }
    }

    [Test]
    public void Short_tags_and_JSON_mean_the_same()
    {
        var yaml = Some.Template("""
            Conditions: { C: !Condition D, D: !Equals [!Ref A, b] }
            Parameters: { A: { Type: String, Default: 8 } }
            Resources:
              T:
                Type: AWS::SNS::Topic
                Properties:
                  One: !GetAtt Other.Nested.Value
                  Two: !Sub "${A}-x"
                  Three: !If [C, !Ref A, !Join [",", [a, !Select [0, !GetAZs ""]]]]
                  Four: !Base64 {"Fn::Transform": {Name: AWS::Include}}
                  Five: ~
            """);
        var json = Some.Template("""
            {"Conditions": {"C": {"Condition": "D"}, "D": {"Fn::Equals": [{"Ref": "A"}, "b"]}},
             "Parameters": {"A": {"Type": "String", "Default": 8}},
             "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {
               "One": {"Fn::GetAtt": ["Other", "Nested.Value"]},
               "Two": {"Fn::Sub": "${A}-x"},
               "Three": {"Fn::If": ["C", {"Ref": "A"}, {"Fn::Join": [",", ["a", {"Fn::Select": [0, {"Fn::GetAZs": ""}]}]]}]},
               "Four": {"Fn::Base64": {"Fn::Transform": {"Name": "AWS::Include"}}},
               "Five": null}}}}
            """);
        Assert.That(Written(yaml.Resources[0].Body), Is.EqualTo(Written(json.Resources[0].Body)));
        Assert.That(yaml.Conditions.Select(condition => Written(condition.Value)), Is.EqualTo(json.Conditions.Select(condition => Written(condition.Value))));
        Assert.That(yaml.Parameters[0].Default, Is.EqualTo(json.Parameters[0].Default).And.EqualTo("8"));
    }

    [Test]
    public void Parameters_are_read_as_texts_with_their_labels()
    {
        var template = Some.Template("""
            Metadata: { "AWS::CloudFormation::Interface": { ParameterLabels: { Port: { default: The port } } } }
            Parameters:
              Port: { Type: Number, Default: 0443, MinValue: 1, MaxValue: 65535, NoEcho: "True" }
              Yes: { Type: String, AllowedValues: [true, no, 010, 1.50], AllowedPattern: "[a-z]+", MinLength: 1, MaxLength: 9, ConstraintDescription: letters }
              Empty: { Type: String, Default: "" }
            Resources: { T: { Type: AWS::SNS::Topic } }
            Transform: [AWS::Serverless-2016-10-31, { Name: Own }]
            """);
        Assert.That(template.Parameters[0], Is.EqualTo(new TemplateParameter
        {
            Name = "Port",
            Label = "The port",
            Type = "Number",
            Default = "0443",
            MinValue = "1",
            MaxValue = "65535",
            NoEcho = true,
            AllowedValues = template.Parameters[0].AllowedValues,
        }));
        Assert.That(template.Parameters[1].AllowedValues, Is.EqualTo(["true", "no", "010", "1.50"]));
        Assert.That(template.Parameters[1].Default, Is.Null);
        Assert.That(template.Parameters[2].Default, Is.EqualTo(""));
        Assert.That(template.Transforms, Is.EqualTo(["AWS::Serverless-2016-10-31", "Own"]));
    }

    [Test]
    public void The_hash_is_that_of_the_bytes_as_given()
    {
        var plain = Encoding.UTF8.GetBytes("Resources: { T: { Type: X } }");
        var read = (TemplateReading.Read)TemplateReader.Read([0xef, 0xbb, 0xbf, .. plain], "a");
        Assert.That(read.Template.Bytes, Is.EqualTo(plain.Length + 3));
        Assert.That(read.Template.Sha256, Is.Not.EqualTo(Some.Template("Resources: { T: { Type: X } }").Sha256));
        // printf 'Resources: { T: { Type: X } }' | sha256sum
        Assert.That(Some.Template("Resources: { T: { Type: X } }").Sha256, Is.EqualTo("a92fd4bef62d107aeda36af0505d7f7534412b7d13072af6497109b91d935ba3"));
    }

    [Test]
    public void Two_hundred_parameters_and_loops_of_macros_are_read()
    {
        var template = Some.Template(
            "Transform: AWS::LanguageExtensions\nParameters:\n" + string.Concat(Enumerable.Range(0, 200).Select(number => $"  P{number}: {{ Type: String, Default: \"{number}\" }}\n"))
            + "Resources:\n  Fn::ForEach::Topics: [Name, [a, b], { \"Topic${Name}\": { Type: AWS::SNS::Topic } }]\n  Stack: { Type: AWS::CloudFormation::Stack }\n");
        Assert.That(template.Parameters, Has.Count.EqualTo(200));
        Assert.That(template.Resources.Single().LogicalId, Is.EqualTo("Stack"));
    }

    private static string Written(TemplateNode node) => node switch
    {
        TemplateNode.Scalar scalar => $"'{scalar.Text}'",
        TemplateNode.Sequence sequence => $"[{string.Join(',', sequence.Items.Select(Written))}]",
        TemplateNode.Map map => $"{{{string.Join(',', map.Entries.Select(entry => $"{entry.Key}:{Written(entry.Value)}"))}}}",
        TemplateNode.Null => "null",
        _ => throw new InvalidOperationException(),
    };

    private static TestCaseData Case(string why, string text, string reason, string words = "") => new TestCaseData(text, reason, words).SetName(why);
}
