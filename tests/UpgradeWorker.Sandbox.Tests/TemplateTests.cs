using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Support;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Templates and their functions (user guide "Intrinsic function reference").</summary>
[TestFixture]
public sealed class TemplateTests
{
    [TestCase("!Sub 'a-${AWS::Region}-${P}-${!Literal}'", "a-eu-west-1-p,q-${Literal}")]
    [TestCase("!Sub ['${X}/${Topic.TopicName}', { X: !Ref P }]", "p,q/things")]
    [TestCase("!Join ['-', [a, !Ref P, b]]", "a-p,q-b")]
    [TestCase("!Select [1, !Split [',', !Ref P]]", "q")]
    [TestCase("!FindInMap [Map, !Ref 'AWS::Region', Name]", "ireland")]
    [TestCase("!If [Both, yes-both, not-both]", "yes-both")]
    [TestCase("!If [Neither, yes-neither, not-neither]", "not-neither")]
    [TestCase("!If [EitherOne, one, none]", "one")]
    [TestCase("!GetAtt Topic.TopicName", "things")]
    [TestCase("!Ref Topic", "arn:aws:sns:eu-west-1:111122223333:things")]
    [TestCase("Fn::Base64: hello", "aGVsbG8=")]
    [TestCase("!Select [0, !GetAZs '']", "eu-west-1a")]
    [TestCase("{ Ref: AWS::StackName }", "t")]
    public void Functions_give_what_the_user_guide_says(string expression, string expected) =>
        Assert.That(Seed(expression).Output("Out"), Is.EqualTo(expected));

    [TestCase("!Cidr [10.0.0.0/16, 2, 8]", "Fn::Cidr")]
    [TestCase("!ImportValue other", "Fn::ImportValue")]
    [TestCase("!Nonsense x", "!Nonsense")]
    public void A_function_that_is_not_emulated_is_named(string expression, string named) =>
        Assert.That(
            () => TemplateReader.Read(Template(expression)), Throws.TypeOf<AwsException>().With.Message.Contains(named));

    [TestCase("Transform: AWS::Serverless-2016-10-31\n", "Transform")]
    [TestCase("Typo: {}\n", "Typo")]
    public void An_unknown_section_is_named(string section, string named) =>
        Assert.That(
            () => TemplateReader.Read(section + Template("a")), Throws.TypeOf<AwsException>().With.Message.Contains(named));

    [TestCase("Type: AWS::Quantum::Computer", "AWS::Quantum::Computer")]
    [TestCase("{ Type: AWS::SNS::Topic, Properties: { Colour: red } }", "Colour")]
    [TestCase("{ Type: AWS::SNS::Topic, Propertees: {} }", "Propertees")]
    [TestCase("{ Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Nobody } }", "Nobody")]
    [TestCase("{ Type: AWS::SNS::Topic, DependsOn: X }", "Circular")]
    public void What_a_resource_must_not_say_is_named(string resource, string named) =>
        Assert.That(
            () => TemplateReader.Read($"Resources:\n  X:\n    {resource}\n"),
            Throws.TypeOf<AwsException>().With.Message.Contains(named));

    [TestCase("{\"Resources\":{\"A\":null}}")]
    [TestCase("{\"Resources\":{}}")]
    [TestCase("{\"Resources\":")]
    [TestCase("Resources: [")]
    [TestCase("")]
    [TestCase("just text")]
    public void What_is_no_template_is_refused_and_nothing_breaks(string text) =>
        Assert.That(() => TemplateReader.Read(text), Throws.TypeOf<AwsException>());

    [Test]
    public void JSON_and_YAML_say_the_same()
    {
        const string json = """{"Resources":{"T":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Fn::Join":["",["a",1,true]]}}}}}""";
        const string yaml = "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Join ['', [a, 1, true]]\n";
        Assert.That(
            TemplateReader.Read(json).Resources["T"].Properties.ToJsonString(),
            Is.EqualTo(TemplateReader.Read(yaml).Resources["T"].Properties.ToJsonString()));
    }

    [Test]
    public void Conditions_decide_about_resources_and_outputs()
    {
        var stack = Seed("a");
        Assert.That(stack.Resources.Keys, Is.EquivalentTo(new[] { "Topic" }));
        Assert.That(stack.Outputs.Select(o => o.Key), Is.EqualTo(new[] { "Out" }));
    }

    private static EmulatedStack Seed(string expression) => new Cloud().Aws.CloudFormation.Seed("t", Template(expression), []);

    private static string Template(string expression) => $$"""
        Parameters:
          P: { Type: String, Default: "p,q" }
        Mappings:
          Map: { eu-west-1: { Name: ireland } }
        Conditions:
          Is: !Equals [!Ref P, "p,q"]
          IsNot: !Not [!Condition Is]
          Both: !And [!Condition Is, !Equals [a, a]]
          Neither: !And [!Condition Is, !Condition IsNot]
          EitherOne: !Or [!Condition Is, !Condition IsNot]
        Resources:
          Topic:
            Type: AWS::SNS::Topic
            Properties: { TopicName: things, DisplayName: !If [IsNot, x, !Ref "AWS::NoValue"] }
          Never: { Type: AWS::SNS::Topic, Condition: IsNot }
        Outputs:
          Out:
            Value:
              {{expression}}
          Hidden: { Condition: IsNot, Value: x }
        """;
}
