using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Planning;

/// <summary>The draft of an upgrade of a stack with an instance, a database and a cache; tests say what matters.</summary>
internal static class SomeDraft
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly PlanPolicy Policy = new()
    {
        Replacements = new Dictionary<string, ReplacementEffect>(),
        AllowRemovalOf = new HashSet<string>(),
        SnapshotBeforeMigrations = true,
        StopService = true,
        Drift = DriftEffect.Block,
        CostPerReplacement = 1,
        ExpectedDuration = TimeSpan.FromHours(1),
    };

    public static readonly StackLook Look = new()
    {
        Stack = new StackKey("prod"),
        StackId = new StackId("arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/6d9f2c1a"),
        At = Now,
        Status = "UPDATE_COMPLETE",
        Parameters =
        [
            new("HostName", "things.example.com"), new("DbSnapshot", ""), new("RedisSnapshot", ""), new("TLSCertificateSecretARN", ""), new("Password", "****"),
        ],
        Outputs = [new("VersionTag", "3.36.0")],
        Resources = [],
        Capabilities = ["CAPABILITY_IAM"],
        TemplateSha256 = new string('a', 64),
    };

    /// <summary>A draft that runs no migration.</summary>
    /// <param name="look">The stack; null = <see cref="Look"/>.</param>
    /// <param name="target">Body of the target; null = the template of <see cref="Templates.Some"/> under the next version.</param>
    /// <param name="desired">Values asked for.</param>
    public static PlanDraft Of(StackLook? look = null, string? target = null, IReadOnlyDictionary<string, string>? desired = null)
    {
        var current = Templates.Some.Template(Templates.Some.Stack);
        var next = Templates.Some.Template(target ?? Templates.Some.Stack.Replace("3.36.0", "3.37.0", StringComparison.Ordinal));
        return new PlanDraft
        {
            Look = look ?? Look,
            Current = current,
            Target = next,
            Roles = Templates.Some.Roles(next),
            RunningVersion = "3.36.0",
            TargetVersion = "3.37.0",
            Parameters = ParameterReconciliation.Reconcile(
                next, current, (look ?? Look).Parameters, desired ?? new Dictionary<string, string>(), Templates.Some.Roles(current).Roles),
            SecretKeys = new HashSet<string>(),
            Path = null,
            CertificateNames = "things.example.com",
            HasOwnCertificate = false,
            Drift = null,
            Policy = Policy,
        };
    }

    public static MigrationPath Way(string from, string to, params (string Version, string Text)[] pages) => MigrationPath.Between(
        Changelog.Read(pages.Select(page => Releases.Notes.Page(page.Version, page.Text))), ReleaseVersion.Parse(from), ReleaseVersion.Parse(to));

    /// <summary>The plan of a draft under a change set, and the reasons of what blocks it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="restores">Logical ids whose snapshot parameter carried a placeholder.</param>
    /// <param name="changes">What the change set does.</param>
    public static (Plan Plan, IReadOnlyList<string> Blocks) Plan(this PlanDraft draft, string[] restores, params ResourceChange[] changes) =>
        draft.Plan(restores, SomeChangeSet.Of(changes));

    public static (Plan Plan, IReadOnlyList<string> Blocks) Plan(this PlanDraft draft, string[] restores, ChangeSetDescription description)
    {
        var reading = ChangeSetReader.Read(description, PlanBuilder.ReadingPolicy(draft, restores));
        var (plan, blocks) = PlanBuilder.Build(draft, description, reading, restores, Now);
        return (plan, [.. blocks.Select(block => block.Reason)]);
    }
}
