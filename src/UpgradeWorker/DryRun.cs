using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Inputs.Sources;
using UpgradeWorker.Jobs;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>What planning came to for one stack.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Fault">Why the stack could not be looked at; null = it could.</param>
/// <param name="Current">Null = nothing came of it, because the stack was not seen or is busy.</param>
/// <param name="Plan">Null = there is nothing to do, or something blocks.</param>
/// <param name="Week">The certificate week of the plan's names; null = the plan needs no certificate.</param>
/// <param name="LeftOut">Templates that were too fresh to be read.</param>
internal sealed record DryPlan(StackSettings Stack, string? Fault, CurrentPlan? Current, Plan? Plan, CertificateWeek? Week, IReadOnlyList<Finding> LeftOut)
{
    /// <summary>What there is to say of it, beside the plan.</summary>
    public IReadOnlyList<Finding> Findings => [.. LeftOut, .. Current?.Findings ?? []];
}

/// <summary>
/// The first stages of the conveyor on a copy of the database: looks and plans exactly as the service would, asks nobody, and
/// leaves nothing behind, neither here nor at AWS.
/// </summary>
internal static class DryRun
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<DryPlan>> PlanAsync(Settings settings, IReadOnlyList<StackSettings> stacks, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("upgradeworker-plan-").FullName;
        try
        {
            var copy = settings with
            {
                DataDirectory = folder,
                Database = new(Path.Combine(folder, Path.GetFileName(settings.Database.SqliteFile))),
                Mail = settings.Mail with { Mailbox = new MailboxSettings.None() },
                Stacks = new(stacks),
            };
            if (settings.Database.PostgreSql is not null || File.Exists(settings.Database.SqliteFile))
            {
                await (await Memory.OpenExistingAsync(settings, cancellationToken)).CopyAsync(copy.Database.SqliteFile, cancellationToken);
            }

            return await PlanOnCopyAsync(copy, cancellationToken);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<DryPlan>> PlanOnCopyAsync(Settings copy, CancellationToken cancellationToken)
    {
        using var host = await WorkerHost.BuildAsync(copy, LogTarget.Verb, cancellationToken);
        var services = host.Services;
        var database = services.GetRequiredService<Database>();
        await database.WriteAsync(session => PrepareAsync(session, copy.Stacks, TimeProvider.System.GetUtcNow()), cancellationToken);
        var settled = await FolderSource.SettleAsync([.. copy.Stacks.All.SelectMany(Folders)], TimeProvider.System, cancellationToken);
        try
        {
            await RunAsync(services, database, copy.Stacks, cancellationToken);
            return await database.ReadAsync(session => ResultsAsync(session, copy.Stacks, settled, services.GetRequiredService<MailViewsReader>()), cancellationToken);
        }
        finally
        {
            await LeaveNothingAsync(database, services.GetRequiredService<StackConnections>(), copy.Stacks);
        }
    }

    // Look now, whenever the service would have; and leave the service's own analysis change set alone.
    private static async Task PrepareAsync(Session session, StacksSettings stacks, DateTimeOffset now)
    {
        foreach (var stack in stacks.All)
        {
            await PlanStore.EndAnalysisAsync(session, stack.Key);
            if (await WatchStore.WatchAsync(session, stack.Key) is { } watch)
            {
                await WatchStore.SaveWatchAsync(session, stack.Key, watch with { DueAt = now });
            }

            foreach (var source in await SourceStore.StatesAsync(session, stack.Key))
            {
                await SourceStore.SaveStateAsync(session, stack.Key, source with { DueAt = now });
            }
        }
    }

    private static async Task RunAsync(IServiceProvider services, Database database, StacksSettings stacks, CancellationToken cancellationToken)
    {
        IJob[] stages =
        [
            services.GetRequiredService<WatchStacksJob>(),
            services.GetRequiredService<WatchTemplatesJob>(),
            services.GetRequiredService<KeepLedgerJob>(),
            services.GetRequiredService<PlanUpgradesJob>(),
        ];
        using var deadline = new CancellationTokenSource(Longest, TimeProvider.System);
        while (!deadline.IsCancellationRequested)
        {
            var did = false;
            foreach (var stage in stages)
            {
                did |= await stage.RunAsync(cancellationToken);
            }

            if (!did)
            {
                if (!await database.ReadAsync(session => IsAnalysingAsync(session, stacks), cancellationToken))
                {
                    return;
                }

                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
        }

        throw new CommandException($"No plan after {Longest.TotalMinutes:0} minutes; look at the change sets of the stack.", ExitCode.Unavailable);
    }

    private static async Task<bool> IsAnalysingAsync(Session session, StacksSettings stacks)
    {
        foreach (var stack in stacks.All)
        {
            if (await PlanStore.AnalysisAsync(session, stack.Key) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<IReadOnlyList<DryPlan>> ResultsAsync(
        Session session, StacksSettings stacks, DateTimeOffset settled, MailViewsReader views)
    {
        var now = TimeProvider.System.GetUtcNow();
        var results = new List<DryPlan>();
        foreach (var stack in stacks.All)
        {
            var current = await PlanStore.CurrentAsync(session, stack.Key);
            var plan = current?.Plan is { } fingerprint ? await PlanStore.PlanAsync(session, fingerprint) : null;
            var week = plan is { CertificateCost: > 0, CertificateNames: { } names }
                ? await views.WeekAsync(session, names, plan.CertificateCost, now)
                : null;
            results.Add(new(
                stack, (await WatchStore.WatchAsync(session, stack.Key))?.Fault, current, plan, week,
                [.. Folders(stack).SelectMany(source => FolderSource.Unsettled(source, settled, now))]));
        }

        return results;
    }

    private static IEnumerable<TemplateSourceSettings.Folder> Folders(StackSettings stack) => stack.TemplateSources.OfType<TemplateSourceSettings.Folder>();

    private static async Task LeaveNothingAsync(Database database, StackConnections connections, StacksSettings stacks)
    {
        using var deadline = new CancellationTokenSource(CleanUp, TimeProvider.System);
        foreach (var stack in stacks.All)
        {
            var analysis = await database.ReadAsync(session => PlanStore.AnalysisAsync(session, stack.Key), deadline.Token);
            if (analysis?.ChangeSetId is { } left)
            {
                await (await connections.ForAsync(stack, deadline.Token)).ChangeSets.DeleteAsync(left, deadline.Token);
            }
        }
    }
}
