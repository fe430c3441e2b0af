using UpgradeWorker.Core.Mails;

namespace UpgradeWorker.Core.Tests.Mails;

internal sealed class PlainWrapTests
{
    [Test]
    public void A_command_that_is_broken_is_still_one_command_when_pasted()
    {
        const string command = "  sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml /tti/lorawan-stack/tti-lw-stack noc-db migrate";
        Assert.That(PlainWrap.Shell(command), Is.EqualTo(
            "  sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml \\\n    /tti/lorawan-stack/tti-lw-stack noc-db migrate"));
        Assert.That(PlainWrap.Wrap(PlainWrap.Shell(command)).TrimEnd('\n'), Is.EqualTo(PlainWrap.Shell(command)), "the mail breaks it no further");
    }

    [Test]
    public void A_command_that_fits_is_left_as_it_is() =>
        Assert.That(PlainWrap.Shell("  sudo systemctl restart lorawan-stack.service"), Is.EqualTo("  sudo systemctl restart lorawan-stack.service"));
}
