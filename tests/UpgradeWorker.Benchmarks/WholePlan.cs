using System.Net;
using UpgradeWorker.Aws;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Benchmarks;

/// <summary>Everything that planning reads and decides for one stack, part by part: what AWS answers is given, what is made of it is real.</summary>
internal sealed class WholePlan : IDisposable
{
    private const int Resources = 500;

    /// <summary>With those of the snapshots two hundred, CloudFormation's quota.</summary>
    private const int Parameters = 190;

    private static readonly VendorProfile Profile = VendorProfile.TheThingsStack;

    private readonly string runs = Inputs.Template("3.0.0", Resources, Parameters);
    private readonly string release = Inputs.Template("3.129.0", Resources, Parameters);
    private readonly ChangelogSource notes = Inputs.Changelog(versions: 130);
    private readonly string[] answers = [Inputs.Answer(Resources, withValues: false), Inputs.Answer(Resources, withValues: true)];
    private readonly AwsClientFactory factory = new(TimeProvider.System);
    private readonly StackClients clients;

    public WholePlan() => clients = factory.For(new StackConnection
    {
        Region = "eu-west-1",
        Credentials = new StaticCredentials("AKIDEXAMPLE", "not-a-secret"),
        HandlerFactory = () => new Answering(answers),
    });

    public (Template Current, Template Target) Templates() => (Read(runs), Read(release));

    public MigrationPath Path() =>
        MigrationPath.Between(Changelog.Read([notes]), ReleaseVersion.Parse("3.0.0"), ReleaseVersion.Parse("3.129.0"));

    /// <summary>The change set as the gateway describes it: its answers without and with values, merged.</summary>
    public async Task<ChangeSetDescription> DescribedAsync() =>
        (await clients.ChangeSets.DescribeAsync("arn:aws:cloudformation:eu-west-1:123456789012:changeSet/analysis/1", CancellationToken.None))!;

    public static PlanDraft Draft((Template Current, Template Target) templates, MigrationPath path)
    {
        var look = Look(templates.Current);
        var roles = RoleFinder.Find(templates.Target, ConfiguredRoles.None, Profile);
        return new PlanDraft
        {
            Look = look,
            Current = templates.Current,
            Target = templates.Target,
            Roles = roles,
            RunningVersion = "3.0.0",
            TargetVersion = "3.129.0",
            Parameters = ParameterReconciliation.Reconcile(
                templates.Target, templates.Current, look.Parameters, new Dictionary<string, string> { ["P1"] = "asked" },
                RoleFinder.Find(templates.Current, ConfiguredRoles.None, Profile).Roles),
            SecretKeys = new HashSet<string>(),
            Path = path,
            CertificateNames = "lora.corp.example",
            HasOwnCertificate = false,
            Drift = null,
            Policy = new PlanPolicy
            {
                Replacements = new Dictionary<string, ReplacementEffect>(),
                AllowRemovalOf = new HashSet<string>(),
                SnapshotBeforeMigrations = true,
                StopService = true,
                Drift = DriftEffect.Block,
                CostPerReplacement = 1,
                ExpectedDuration = TimeSpan.FromHours(1),
            },
        };
    }

    /// <summary>What the set replaces, the plan of it with its fingerprint, and the final set's fingerprint beside it.</summary>
    public static int Build(PlanDraft draft, ChangeSetDescription description)
    {
        var first = ChangeSetReader.Read(description, PlanBuilder.ReadingPolicy(draft, []));
        string[] restores = [.. PlanBuilder.Restores(first).Select(one => one.LogicalId)];
        var reading = ChangeSetReader.Read(description, PlanBuilder.ReadingPolicy(draft, restores));
        var (plan, blocks) = PlanBuilder.Build(draft, description, reading, restores, Inputs.Now);
        return FingerprintSource.Of(plan, description, reading) == plan.Fingerprint && plan.Changes.Count == Resources
            ? plan.Parameters.Count + blocks.Count
            : throw new InvalidOperationException("The final change set would not be the one that was approved.");
    }

    public async Task<int> AllAsync() => Build(Draft(Templates(), Path()), await DescribedAsync());

    public void Dispose() => factory.Dispose();

    private static Template Read(string body) => TemplateReader.Read(body, "stack.yaml") is TemplateReading.Read { Template: var template }
        ? template
        : throw new InvalidOperationException("The template cannot be read.");

    private static StackLook Look(Template template) => new()
    {
        Stack = new StackKey("prod"),
        StackId = new StackId("arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/6d9f2c1a"),
        At = Inputs.Now,
        Status = "UPDATE_COMPLETE",
        Parameters = [.. template.Parameters.Select(parameter => new StackParameter(parameter.Name, parameter.Default ?? "value"))],
        Outputs = [new("VersionTag", "3.0.0")],
        Resources = [.. template.Resources.Select(resource => new StackResource(resource.LogicalId, resource.Type, resource.LogicalId, "UPDATE_COMPLETE"))],
        Capabilities = ["CAPABILITY_IAM"],
        TemplateSha256 = template.Sha256,
    };

    /// <summary>Answers in turn, as AWS would: first without values, then with them.</summary>
    private sealed class Answering(string[] answers) : HttpMessageHandler
    {
        private int next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answers[next++ % answers.Length]) });
    }
}
