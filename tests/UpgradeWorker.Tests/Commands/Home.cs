using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

/// <summary>A settings file with one stack and its data directory, in a folder that goes away with it.</summary>
internal sealed class Home : IDisposable
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    public static readonly StackKey Stack = new("prod");
    public static readonly StackId StackId = new("arn:aws:cloudformation:eu-west-1:123456789012:stack/tts-prod/6d9f2c1a");
    public static readonly PlanFingerprint Plan = new(new string('a', 64));

    public Home()
    {
        Folder = Directory.CreateTempSubdirectory("upgradeworker-").FullName;
        Settings = Path.Combine(Folder, "settings.json");
        File.WriteAllText(Settings, """
            {
              "Stacks": { "prod": { "StackName": "tts-prod", "Region": "eu-west-1", "Approvers": ["ops@example.com"], "Windows": [ { "Cron": "0 3 * * 2", "Duration": "3h" } ] } }
            }
            """);
    }

    public string Folder { get; }

    public string Settings { get; }

    public async Task<Database> OpenAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        return await Database.OpenAsync(Path.Combine(Folder, "data", "upgradeworker.db"), CancellationToken.None);
    }

    /// <summary>Runs a verb with these settings.</summary>
    public Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        Worker.RunAsync([.. arguments, "--config", Settings]);

    public static ApprovalRequest Request(ApprovalState state = ApprovalState.Pending, params string[] steps) => new()
    {
        Id = "UW-0001",
        Stack = Stack,
        Plan = Plan,
        Approvers = ["ops@example.com"],
        StepsToAcknowledge = steps,
        IssuedAt = TimeProvider.System.GetUtcNow().AddHours(-1),
        ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(7),
        State = state,
    };

    public static StackLook Look { get; } = new()
    {
        Stack = Stack,
        StackId = StackId,
        At = At,
        Status = "UPDATE_COMPLETE",
        Parameters = [],
        Outputs = [new("VersionTag", "3.35.0")],
        Resources = [],
        Capabilities = [],
        TemplateSha256 = new string('b', 64),
    };

    public static StartedRun Run { get; } = new(new RunId("r0123456789ab"), Stack, StackId, Plan, "UW-0001", At, At.AddHours(3));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
