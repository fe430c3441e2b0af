using Microsoft.Extensions.DependencyInjection;
using UpgradeWorker.Aws;
using UpgradeWorker.Certificates;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Inputs;
using UpgradeWorker.Inputs.Sources;
using UpgradeWorker.Jobs;
using UpgradeWorker.Jobs.Approving;
using UpgradeWorker.Jobs.Ledger;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Jobs.Watching;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>Everything the worker is made of, in the order of the conveyor.</summary>
internal static class CompositionRoot
{
    /// <summary>Registers it; the settings' slices are registered before.</summary>
    public static void Register(
        IServiceCollection services, TimeProvider time, Database database, AwsClientFactory clients, SecretResolver secrets, Mailbox mailbox,
        MailTemplates templates)
    {
        // What every stage stands on.
        services
            .AddSingleton(time)
            .AddSingleton(database)
            .AddSingleton(clients)
            .AddSingleton(secrets)
            .AddSingleton(mailbox)
            .AddSingleton<StackConnections>()
            .AddSingleton(templates)
            .AddSingleton<MailViewsReader>()
            .AddSingleton<Post>();

        // Watch → Ledger → Plan → Approve → Run → Report.
        services
            .AddSingleton<WatchStacksJob>()
            .AddSingleton<Downloads>()
            .AddSingleton<SourceReader>()
            .AddSingleton<OfferKeeper>()
            .AddSingleton<AnnouncementKeeper>()
            .AddSingleton<WatchTemplatesJob>()
            .AddSingleton<DetectDriftJob>()
            .AddSingleton<StackFactsReader>()
            .AddSingleton<HandshakeGateway>()
            .AddSingleton<TransparencyGateway>()
            .AddSingleton<ReplacementsReader>()
            .AddSingleton<LedgerCommands>()
            .AddSingleton<HandshakeWatch>()
            .AddSingleton<TransparencyWatch>()
            .AddSingleton<LedgerWarnings>()
            .AddSingleton<KeepLedgerJob>()
            .AddSingleton<ChangelogReader>()
            .AddSingleton<DesiredParameters>()
            .AddSingleton<PlanDrafts>()
            .AddSingleton<PlanUpgradesJob>()
            .AddSingleton<TotpSecrets>()
            .AddSingleton<ApprovalPost>()
            .AddSingleton<Reminders>()
            .AddSingleton<ApprovalRequests>()
            .AddSingleton<VerdictRecorder>()
            .AddSingleton<OperatorVerdicts>()
            .AddSingleton<SecondFactors>()
            .AddSingleton<ReplyContexts>()
            .AddSingleton<ReplyAnswers>()
            .AddSingleton<AwayNotes>()
            .AddSingleton<MailJudge>()
            .AddSingleton<MailboxHealth>()
            .AddSingleton<Canaries>()
            .AddSingleton<InboxReader>()
            .AddSingleton<SeekApprovalsJob>()
            .AddSingleton<StartRunsJob>()
            .AddSingleton<WorkerFolder>()
            .AddSingleton<PreflightLook>()
            .AddSingleton<CheckAheadJob>()
            .AddSingleton<ChangeSetConfirmation>()
            .AddSingleton<DomainLookup>()
            .AddSingleton<DomainChecks>()
            .AddSingleton<StepExecutor>()
            .AddSingleton<RunStacks>()
            .AddSingleton<AbandonedPlaces>()
            .AddSingleton<RunMover>()
            .AddSingleton<AdvanceRunsJob>()
            .AddSingleton<SendMailJob>()
            .AddSingleton<StackOverviews>()
            .AddSingleton<SendSummaryJob>();
    }
}
