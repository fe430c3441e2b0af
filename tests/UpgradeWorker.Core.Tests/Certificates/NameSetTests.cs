using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class NameSetTests
{
    [TestCase("stack.example.com", "stack.example.com")]
    [TestCase("B.example.com,a.EXAMPLE.com,b.example.com.", "a.example.com,b.example.com", TestName = "Order, case, repetition and a closing dot do not matter")]
    [TestCase("*.example.com,example.com", "*.example.com,example.com", TestName = "A wildcard is another name")]
    [TestCase("Bücher.example", "xn--bcher-kva.example", TestName = "Unicode names are compared in their ASCII form")]
    [TestCase("XN--BCHER-KVA.example", "xn--bcher-kva.example", TestName = "The ASCII form is the same name")]
    [TestCase("192.0.2.7", "192.0.2.7")]
    [TestCase("2001:DB8::0:1", "2001:db8::1", TestName = "IP addresses in their shortest form")]
    public void One_set_has_one_text(string names, string text)
    {
        var set = NameSet.Of(names.Split(','));

        Assert.That(set.Text, Is.EqualTo(text));
        Assert.That(NameSet.Parse(set.Text), Is.EqualTo(set));
    }

    [TestCase("")]
    [TestCase("two words.example")]
    [TestCase("under_score.example")]
    [TestCase("a..example")]
    [TestCase("999.1.1.1")]
    [TestCase("https://stack.example.com")]
    public void What_no_certificate_can_be_for_is_a_finding(string name)
    {
        Assert.That(NameSet.TryCreate([name], out _, out var finding), Is.False);
        Assert.That(finding!.Reason, Is.EqualTo("BadName"));
    }

    [Test]
    public void No_name_at_all_is_a_finding() => Assert.That(NameSet.TryCreate([], out _, out _), Is.False);
}
