using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Tests.Stories;

namespace UpgradeWorker.Tests.Kills;

/// <summary>The settings of a worker that is killed all the time: as any user's, but for what would make its lives long.</summary>
internal static class KillSettings
{
    public static void Write(string folder, Uri endpoint) => File.WriteAllText(Path.Combine(folder, "appsettings.json"), $$"""
        {
          "DataDirectory": "data",
          "Aws": { "Endpoint": "{{endpoint.GetLeftPart(UriPartial.Authority)}}", "Region": "eu-west-1" },
          "Jobs": {
            "WatchStacks": "300ms", "WatchTemplates": "300ms", "DetectDrift": "300ms", "KeepLedger": "300ms", "PlanUpgrades": "200ms", "SeekApprovals": "100ms",
            "CheckAhead": "1s", "StartRuns": "100ms", "AdvanceRuns": "100ms", "SendMail": "100ms", "SendSummary": "1s", "JitterPercent": 0
          },
          "Runs": { "LongestPoll": "100ms" },
          "Approvals": { {{Story.QuickApprovals}} },
          "Mail": { "Kind": "Folder", "From": "worker@example.com", "Folder": { "Path": "mail", "TrustSender": true } },
          "Stacks": { "{{Story.Key}}": {
            "StackName": "{{VendorStack.Name}}", "Approvers": ["{{Story.Operator}}"], "TemplateSources": [ { "Folder": "templates" } ],
            "Changelog": ["notes"], "MinimumReleaseAge": "0s", "ExpectedDuration": "10m", "VerifyDomain": false,
            "Windows": [ { "Cron": "0 0 * * *", "Duration": "24h" } ] } }
        }
        """);
}
