using System.Diagnostics;

namespace UpgradeWorker.Core.Tests.Mails;

/// <summary>Renders every mail in headless Chromium at two widths, light and dark, for people to look at. Run with
/// <c>--filter Category=Look</c> and UPGRADEWORKER_LOOK_FOLDER naming where the pictures go.</summary>
[Category("Look")]
internal sealed class MailLookTests
{
    private static IEnumerable<string> Names => EveryMail.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void The_mail_can_be_rendered(string name)
    {
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_LOOK_FOLDER") is not { Length: > 0 } folder)
        {
            Assert.Ignore("UPGRADEWORKER_LOOK_FOLDER names no folder for the pictures.");
            return;
        }

        Directory.CreateDirectory(folder);
        var page = Path.Combine(folder, name + ".html");
        File.WriteAllText(page, EveryMail.All[name].Html);
        foreach (var width in new[] { 600, 360 })
        {
            foreach (var dark in new[] { false, true })
            {
                var picture = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png");
                Render(page, picture, width, dark);
                Assert.That(new FileInfo(picture).Length, Is.GreaterThan(2000), picture);
            }
        }
    }

    private static void Render(string page, string picture, int width, bool dark)
    {
        var profile = Directory.CreateTempSubdirectory("look").FullName;
        // Headless windows are at least 500 wide; a frame of the wanted width stands for a narrower display.
        var frame = Path.Combine(profile, "frame.html");
        File.WriteAllText(frame, $"<html style='color-scheme:light dark'><body style='margin:0'><iframe src='file://{page}' style='border:0;width:{width}px;height:3400px'></iframe></body></html>");
        var start = new ProcessStartInfo("chromium") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", "--allow-file-access-from-files", $"--user-data-dir={profile}", $"--window-size={Math.Max(width, 500)},3400",
            $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", $"--screenshot={picture}", "file://" + frame,
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        Directory.Delete(profile, true);
    }
}
