using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>The settings of the demo's worker: what any user must set, and what would make the story long.</summary>
internal static class DemoSettings
{
    public const string StackKey = "things-prod";
    public const string WorkerAddress = "upgrades@example.test";
    public const string OperatorAddress = "pat@example.test";

    /// <summary>The settings that differ from their defaults only so that the story is short, each with the reason.</summary>
    public static IReadOnlyList<(string Path, string Value, string Why)> Overridden { get; } =
    [
        ("Jobs:*", "every 0.3 s to 1 s", "a worker that looks once a minute is polite to AWS, and slow to watch"),
        ("Runs:LongestPoll", "0.3s", "the emulated AWS needs seconds where AWS needs an hour"),
        ("Approvals:CoolOff", "0s", "ten minutes in which other approvers may object"),
        ("Approvals:MinimumReplyAge", "0s", "a reply within 20 s of its request counts as automatic; this operator is quick"),
        ("Mail:Folder:TrustSender", "true", "a folder knows no sender authentication; never do this with a mailbox that others can write to"),
        ("Stacks:*:MinimumReleaseAge", "0s", "a release is normally offered once it is three days old"),
        ("Stacks:*:Windows", "always open", "the story does not wait for a night"),
        ("Stacks:*:ExpectedDuration", "1m", "a run starts only if it fits into what is left of the window"),
    ];

    public static void Write(DemoFolder folder, Uri endpoint, string region)
    {
        var settings = new JsonObject
        {
            ["DataDirectory"] = "data",
            ["Aws"] = new JsonObject { ["Endpoint"] = endpoint.GetLeftPart(UriPartial.Authority), ["Region"] = region },
            ["Jobs"] = Jobs(),
            ["Runs"] = new JsonObject { ["LongestPoll"] = "0.3s" },
            ["Approvals"] = new JsonObject { ["CoolOff"] = "0s", ["MinimumReplyAge"] = "0s" },
            ["Mail"] = new JsonObject
            {
                ["Kind"] = "Folder",
                ["From"] = WorkerAddress,
                ["Folder"] = new JsonObject { ["Path"] = "mail", ["TrustSender"] = true },
            },
            ["Stacks"] = new JsonObject
            {
                [StackKey] = new JsonObject
                {
                    ["StackName"] = VendorStack.Name,
                    ["Approvers"] = new JsonArray(OperatorAddress),
                    ["TemplateSources"] = new JsonArray(new JsonObject { ["Folder"] = "templates" }),
                    ["Changelog"] = new JsonArray("release-notes"),
                    ["MinimumReleaseAge"] = "0s",
                    ["Windows"] = new JsonArray(new JsonObject { ["Cron"] = "0 0 * * 0", ["Duration"] = "7d" }),
                    ["ExpectedDuration"] = "1m",
                },
            },
        };
        DemoFolder.WriteWhole(folder.SettingsFile, settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static JsonObject Jobs() => new()
    {
        ["WatchStacks"] = "0.5s",
        ["WatchTemplates"] = "0.5s",
        ["DetectDrift"] = "1s",
        ["KeepLedger"] = "0.5s",
        ["PlanUpgrades"] = "0.5s",
        ["SeekApprovals"] = "0.3s",
        ["StartRuns"] = "0.3s",
        ["AdvanceRuns"] = "0.3s",
        ["SendMail"] = "0.3s",
        ["SendSummary"] = "1s",
        ["JitterPercent"] = 0,
    };
}
