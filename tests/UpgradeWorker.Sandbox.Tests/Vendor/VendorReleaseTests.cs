using UpgradeWorker.Sandbox.Vendor;
using YamlDotNet.RepresentationModel;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

public class VendorReleaseTests
{
    private static IEnumerable<VendorRelease> Releases => VendorRelease.All;

    [TestCaseSource(nameof(Releases))]
    public void A_template_carries_exactly_the_images_of_its_release(VendorRelease release)
    {
        var images = Root(release)["Mappings"]["Images"];

        Assert.That(
            ((YamlMappingNode)images).Children.Values.Select(v => v["ImageId"].ToString()), Is.EqualTo(release.ImageIds));
    }

    [TestCaseSource(nameof(Releases))]
    public void A_template_outputs_its_version_and_the_address(VendorRelease release)
    {
        var outputs = (YamlMappingNode)Root(release)["Outputs"];

        Assert.Multiple(() =>
        {
            Assert.That(outputs["VersionTag"]["Value"].ToString(), Is.EqualTo(release.Version));
            Assert.That(outputs.Children.Keys.Select(k => k.ToString()), Does.Contain("PublicIP"));
        });
    }

    [TestCaseSource(nameof(Releases))]
    public void Every_parameter_has_a_label_and_a_place_in_a_group(VendorRelease release)
    {
        var root = Root(release);
        var parameters = Keys(root["Parameters"]);
        var display = root["Metadata"]["AWS::CloudFormation::Interface"];
        var grouped = ((YamlSequenceNode)display["ParameterGroups"])
            .SelectMany(g => (YamlSequenceNode)g["Parameters"])
            .Select(p => p.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(Keys(display["ParameterLabels"]), Is.EqualTo(parameters));
            Assert.That(grouped, Is.EquivalentTo(parameters));
        });
    }

    [TestCaseSource(nameof(Releases))]
    public void A_template_fits_into_a_request_body(VendorRelease release) =>
        Assert.That(System.Text.Encoding.UTF8.GetByteCount(release.Template), Is.LessThan(51_200));

    [TestCaseSource(nameof(Releases))]
    public void Every_parameter_without_default_has_a_value_in_the_sample_stack(VendorRelease release)
    {
        var parameters = (YamlMappingNode)Root(release)["Parameters"];
        var needed = parameters.Children.Where(p => !Keys(p.Value).Contains("Default")).Select(p => p.Key.ToString());

        Assert.That(needed.Except(VendorStack.Parameters.Keys), Is.Empty);
    }

    [TestCaseSource(nameof(Releases))]
    public void The_notes_announce_every_migration_of_the_release(VendorRelease release)
    {
        var announced = System.Text.RegularExpressions.Regex.Matches(release.Notes, "`(?:tt[in]-lw-stack )?([a-z]+)-db migrate`")
            .Select(m => m.Groups[1].Value);

        Assert.That(announced, Is.EqualTo(release.Migrations));
    }

    [Test]
    public void The_second_version_adds_parameters_and_the_third_drops_one()
    {
        var parameters = VendorRelease.All.Select(r => Keys(Root(r)["Parameters"])).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(parameters[1].Except(parameters[0]), Is.EquivalentTo(new[] { "NetworkLayout", "IoTTelemetry" }));
            Assert.That(parameters[1].Except(parameters[2]), Is.EquivalentTo(new[] { "NetworkLayout" }));
        });
    }

    private static YamlMappingNode Root(VendorRelease release)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(release.Template));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static List<string> Keys(YamlNode node) => [.. ((YamlMappingNode)node).Children.Keys.Select(k => k.ToString())];
}
