using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class ParameterRulesTests
{
    [TestCase("{ Type: String, AllowedValues: [a, b] }", "b", null)]
    [TestCase("{ Type: String, AllowedValues: [a, b] }", "B", "NotAllowed")]
    [TestCase("{ Type: CommaDelimitedList, AllowedValues: [a, b] }", "a, b", null)]
    [TestCase("{ Type: CommaDelimitedList, AllowedValues: [a, b] }", "a,c", "NotAllowed")]
    [TestCase("{ Type: Number, MinValue: 1, MaxValue: 10 }", "10", null)]
    [TestCase("{ Type: Number, MinValue: 1, MaxValue: 10 }", "10.5", "OutOfRange")]
    [TestCase("{ Type: Number }", "ten", "NotAllowed")]
    [TestCase("{ Type: List<Number>, MaxValue: 10 }", "1,11", "OutOfRange")]
    [TestCase("{ Type: String, MinLength: 2, MaxLength: 3 }", "abcd", "OutOfRange")]
    [TestCase("{ Type: String, MinLength: 2 }", "", "OutOfRange")]
    [TestCase("{ Type: String, AllowedPattern: '[a-z]+' }", "abc", null)]
    [TestCase("{ Type: String, AllowedPattern: '[a-z]+' }", "abc1", "PatternMismatch", TestName = "the whole value must match")]
    [TestCase("{ Type: String, AllowedPattern: '[a-z]+' }", "abc\n", "PatternMismatch", TestName = "a line end is part of the value")]
    [TestCase("{ Type: String, AllowedPattern: 'a|b' }", "ab", "PatternMismatch", TestName = "alternatives are bound together")]
    [TestCase("{ Type: String, AllowedPattern: '\\d+' }", "٣", "PatternMismatch", TestName = "digits are ASCII in Java")]
    [TestCase("{ Type: String, AllowedPattern: '[\\w.-]*' }", "a_b.c-d", null)]
    [TestCase("{ Type: String, AllowedPattern: '\\p{Alnum}+' }", "aZ9", null)]
    [TestCase("{ Type: String, AllowedPattern: '(?!admin$).*' }", "admin", "PatternMismatch", TestName = "a lookahead")]
    [TestCase("{ Type: String, AllowedPattern: '[a-z&&[^x]]+' }", "X", null, TestName = "what only Java reads is not judged")]
    [TestCase("{ Type: String, AllowedPattern: '[a-z]++' }", "X", null, TestName = "possessive is not judged")]
    [TestCase("{ Type: String, AllowedPattern: '(' }", "X", null, TestName = "a broken pattern is not judged")]
    [TestCase("{ Type: String, AllowedPattern: '(?=x)((a+)+)+$' }", "xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "PatternMismatch", TestName = "a slow pattern")]
    [TestCase("{ Type: String, MaxLength: 3 }", "****", null, TestName = "a masked value proves nothing")]
    public void Values_are_judged_as_CloudFormation_would(string declared, string value, string? reason) =>
        Assert.That(ParameterRules.Judge(Some.With("A: " + declared).Parameters[0], value)?.Reason, Is.EqualTo(reason));

    [Test]
    public void A_hidden_value_is_never_in_the_message()
    {
        var parameter = Some.With("A: { Type: String, NoEcho: true, AllowedPattern: '[0-9]+' }").Parameters[0];
        Assert.That(ParameterRules.Judge(parameter, "hunter2")!.Message, Does.Not.Contain("hunter2"));
        Assert.That(new ParameterChoice.Value("A", "hunter2", noEcho: true).ToString(), Does.Not.Contain("hunter2"));
    }
}
