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

    /// <summary>Secret of the operator's authenticator, beside the settings.</summary>
    public const string SecretFile = "totp.secret";

    /// <summary>The settings that differ from their defaults only so that the story is short, each with the reason.</summary>
    public static IReadOnlyList<(string Path, string Value, string Why)> Overridden { get; } =
    [
        ("Jobs:*", "every 0.3 s to 1 s", "a worker that looks once a minute is polite to AWS, and slow to watch"),
        ("Runs:LongestPoll", "300ms", "the emulated AWS needs seconds where AWS needs an hour"),
        ("Approvals:CoolOff", "0s", "ten minutes in which other approvers may object"),
        ("Approvals:MinimumReplyAge", "0s", "a reply within 20 s of its request counts as automatic; this operator is quick"),
        ("Mail:Folder:TrustSender", "true", "a folder knows no sender authentication; never do this with a mailbox that others can write to"),
        ("Stacks:*:MinimumReleaseAge", "0s", "a release is normally offered once it is three days old"),
        ("Stacks:*:Windows", "open since an hour ago", "the story does not wait for a night"),
        ("Stacks:*:VerifyDomain", "false", "the story's domain is known to no name service"),
        ("Stacks:*:ExpectedDuration", "1m", "a run starts only if it fits into what is left of the window"),
    ];

    /// <summary>Writes them; <paramref name="now"/> lies well inside the window that they open.</summary>
    public static void Write(DemoFolder folder, Uri endpoint, string region, DateTimeOffset now)
    {
        var opened = now.ToUniversalTime().AddHours(-1);
        var settings = new JsonObject
        {
            ["DataDirectory"] = "data",
            ["Aws"] = new JsonObject { ["Endpoint"] = endpoint.GetLeftPart(UriPartial.Authority), ["Region"] = region },
            ["Jobs"] = Jobs(),
            ["Runs"] = new JsonObject { ["LongestPoll"] = "300ms" },
            ["Approvals"] = new JsonObject { ["CoolOff"] = "0s", ["MinimumReplyAge"] = "0s", ["People"] = new JsonObject { [OperatorAddress] = new JsonObject { ["Totp"] = "file:" + SecretFile } } },
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
                    ["Windows"] = new JsonArray(new JsonObject { ["Cron"] = FormattableString.Invariant($"{opened.Minute} {opened.Hour} * * *"), ["Duration"] = "23h" }),
                    ["ExpectedDuration"] = "1m",
                    ["VerifyDomain"] = false,
                },
            },
        };
        DemoFolder.WriteWhole(folder.SettingsFile, settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static JsonObject Jobs() => new()
    {
        ["WatchStacks"] = "500ms",
        ["WatchTemplates"] = "500ms",
        ["DetectDrift"] = "1s",
        ["KeepLedger"] = "500ms",
        ["PlanUpgrades"] = "500ms",
        ["SeekApprovals"] = "300ms",
        ["StartRuns"] = "300ms",
        ["AdvanceRuns"] = "300ms",
        ["SendMail"] = "300ms",
        ["SendSummary"] = "1s",
        ["JitterPercent"] = 0,
    };
}
