using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class LeafCertificateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [TestCase("Let's Encrypt", "E7", true, TestName = "A_leaf_of_a_production_authority_counts")]
    [TestCase("Let's Encrypt", "YR2", true, TestName = "A_leaf_of_a_production_authority_not_known_yet_counts")]
    [TestCase("Let's Encrypt", "(STAGING) Puzzling Parsnip E7", false, TestName = "A_leaf_of_a_staging_authority_does_not_count")]
    [TestCase("(STAGING) Let's Encrypt", "(STAGING) Ersatz Edamame E1", false, TestName = "A_leaf_of_the_staging_organization_does_not_count")]
    [TestCase("", "Fake LE Intermediate X1", false, TestName = "A_leaf_of_an_old_staging_authority_does_not_count")]
    [TestCase("ZeroSSL", "ZeroSSL ECC Domain Secure Site CA", false, TestName = "A_leaf_of_another_authority_does_not_count")]
    [TestCase("Let's Encrypt", "Fake LE Intermediate X2", false, TestName = "A_leaf_of_an_authority_called_fake_does_not_count")]
    public void Only_production_authorities_of_Lets_Encrypt_count(string organization, string name, bool counts) =>
        Assert.That(Leaf("a.example.com") with { IssuerOrganization = organization, IssuerName = name }, Has.Property("IsFromLetsEncrypt").EqualTo(counts));

    [TestCase("a.example.com", "A.Example.com", true)]
    [TestCase("*.example.com", "a.example.com", true)]
    [TestCase("*.example.com", "a.b.example.com", false)]
    [TestCase("*.example.com", "example.com", false)]
    [TestCase("example.com", "a.example.com", false)]
    public void A_wildcard_covers_one_label(string name, string host, bool covers) => Assert.That(Leaf(name).Covers(host), Is.EqualTo(covers));

    [Test]
    public void A_leaf_without_names_has_no_set()
    {
        Assert.That(Leaf().Set, Is.Null);
        Assert.That(Leaf("B.example.com", "a.example.com").Set, Is.EqualTo(NameSet.Of("a.example.com", "b.example.com")));
    }

    private static LeafCertificate Leaf(params string[] names) => new("01", names, "Let's Encrypt", "E7", Start, Start.AddDays(90));
}
