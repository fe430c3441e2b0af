using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class TemplateVersionTests
{
    [TestCase("Outputs: { VersionTag: { Value: v3.36.0 } }", "3.36.0", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !FindInMap [R, T, V] } }\nMappings: { R: { T: { V: 3.1.0 } } }", "3.1.0", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !Ref P } }\nParameters: { P: { Type: String, Default: 3.2.0 } }", "3.2.0", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !Sub ['${A}.${B}.0', { A: 3, B: !Ref P }] } }\nParameters: { P: { Type: String, Default: 7 } }", "3.7.0", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !Join ['.', [3, 4, 5]] } }", "3.4.5", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !Select [1, !Split ['/', 'a/3.4.5']] } }", "3.4.5", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !If [C, 3.1.0, 3.2.0] } }\nParameters: { P: { Type: String, Default: a } }\nConditions: { C: !Or [!Equals [!Ref P, b], !Not [!Equals [!Ref P, a]]] }", "3.2.0", "output VersionTag")]
    [TestCase("Outputs: { VersionTag: { Value: !GetAtt T.Name } }\nMetadata: { Version: 5.1.0 }", "5.1.0", "metadata Version")]
    [TestCase("Outputs: { VersionTag: { Value: !Ref AWS::Region } }\nDescription: 'Template v5.15.0: deploys a group'", "5.15.0", "description")]
    [TestCase("Description: Runs on 10.6 networks\nMappings: { M: { a: { Version: 1.2.3 }, b: { Version: 1.2.3 } } }", "1.2.3", "mapping Version")]
    [TestCase("Mappings: { M: { a: { Version: 1.2.3 }, b: { Version: 1.2.4 } } }\nParameters: { Version: { Type: String, Default: 9.0 } }", "9.0", "parameter Version")]
    public void The_version_is_found_where_templates_tell_it(string text, string version, string from)
    {
        var found = TemplateVersion.Find(Some.Template(text + "\nResources: { T: { Type: AWS::SNS::Topic } }"));
        Assert.That(found, Is.EqualTo(new TemplateVersion(version, from)));
    }

    [TestCase("stack-3.36.0.yaml", "3.36.0")]
    [TestCase("v3.36.0-rc1.template", "3.36.0-rc1")]
    [TestCase("21.5.1.261_payg.yml", "21.5.1.261")]
    [TestCase("stack-2026-03-16.yaml", null)]
    [TestCase("ec2.json", null)]
    public void The_file_name_is_the_last_resort(string fileName, string? version) =>
        Assert.That(TemplateVersion.Find(Some.Template("Resources: { T: { Type: AWS::SNS::Topic } }", fileName))?.Text, Is.EqualTo(version));

    [Test]
    public void Patterns_of_ones_own_are_asked_in_their_order()
    {
        var template = Some.Template("Description: release twelve\nOutputs: { VersionTag: { Value: 3.1.0 } }\nResources: { T: { Type: AWS::SNS::Topic } }");
        VersionPattern[] patterns = [VersionPattern.Parse("metadata Not/There")!, VersionPattern.Parse("description release ([a-z]+)")!, VersionPattern.Parse("output VersionTag")!];
        Assert.That(TemplateVersion.Find(template, patterns), Is.EqualTo(new TemplateVersion("twelve", "description release ([a-z]+)")));
    }

    [TestCase("output")]
    [TestCase("anything else")]
    [TestCase("description ([")]
    [TestCase("")]
    public void A_pattern_that_says_nothing_is_refused(string text) => Assert.That(VersionPattern.Parse(text), Is.Null);

    [Test]
    public void Conditions_in_a_circle_and_texts_that_double_end()
    {
        var nested = Enumerable.Range(0, 28).Aggregate("x", (inner, _) => $"!Sub ['${{a}}${{a}}', {{ a: {inner} }}]");
        var template = Some.Template($"Outputs: {{ VersionTag: {{ Value: !If [A, 1, 2] }}, Version: {{ Value: {nested} }} }}\n"
            + "Conditions: { A: !Not [!Condition B], B: !And [!Condition A, !Condition A] }\nResources: { T: { Type: AWS::SNS::Topic } }");
        Assert.That(TemplateVersion.Find(template), Is.Null);
    }
}
