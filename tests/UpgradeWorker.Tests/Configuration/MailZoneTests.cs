using UpgradeWorker.Jobs;

namespace UpgradeWorker.Tests.Configuration;

internal sealed class MailZoneTests
{
    private const string Window = """{ "Cron": "0 3 * * 2", "Duration": "3h", "Zone": "Europe/Amsterdam" }""";

    [TestCase("[" + Window + "]", null, "Europe/Amsterdam", Description = "the settings of README.md")]
    [TestCase("[" + Window + "]", "Asia/Tokyo", "Europe/Amsterdam")]
    [TestCase("""[{ "Cron": "0 3 * * 2", "Duration": "3h" }]""", "Asia/Tokyo", "Asia/Tokyo")]
    [TestCase("[" + Window + """, { "Cron": "0 3 * * 4", "Duration": "3h", "Zone": "America/New_York" }]""", "Asia/Tokyo", "Asia/Tokyo")]
    [TestCase("[]", null, "UTC")]
    public void Mails_tell_times_in_the_zone_of_the_windows_where_all_have_one(string windows, string? zone, string told)
    {
        var settings = Some.Settings($$"""
            { "Stacks": { "prod": { "StackName": "tts-prod", "Region": "eu-west-1", "Approvers": ["ops@example.com"], {{(zone is null ? "" : $"\"Zone\": \"{zone}\",")}}
              "TemplateSources": [ { "Folder": "templates" } ], "Windows": {{windows}} } } }
            """);
        Assert.That(MailViewsReader.Zone(settings.Stacks.All[0]).Id, Is.EqualTo(told));
    }
}
