using System.Globalization;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Runs the migrations of the hop one after the other. Each stands under a lock and a done-marker on the instance, so that one that is sent
/// twice runs once. All that it printed is kept beside the journal.
/// </summary>
internal static class MigrateStep
{
    /// <summary>A megabyte of output is kept, then no more.</summary>
    private const int MostPieces = 50;

    /// <summary>An instance that boots again is back sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromHours(4);
    private static readonly TimeSpan PieceTimeout = TimeSpan.FromMinutes(2);

    public static async Task<StepOutcome> RunAsync(StepContext context, Database database, CancellationToken cancellationToken)
    {
        var done = context.All<Evidence.MigrationDone>().Select(one => one.Command).ToHashSet(StringComparer.Ordinal);
        var next = context.Plan.Migrations.FirstOrDefault(migration => !done.Contains(migration.Command));
        if (next is null)
        {
            return done.Count > 0 ? new StepOutcome.Done() : new StepOutcome.Done(new Evidence.Observed(new Finding("NotNeeded", "the changelog names no migration")));
        }

        if (context.InstanceIds is not [var instance, ..])
        {
            return new StepOutcome.Faulted(new Finding("InstanceMissing", "The stack has no instance to run migrations on."), Retryable: false);
        }

        var marker = RunNames.Marker(context.Run.Id, context.Plan.TargetVersion, next.Command);
        var script = InstanceScripts.Migrate(context.Stack.Profile, next.Command, marker);
        return await InstanceScriptRunner.RunAsync(context, next.Command, instance, script, MigrationTimeout, cancellationToken, Text) switch
        {
            ScriptOutcome.Pending pending when pending.Offline >= Patience => new StepOutcome.Faulted(
                new Finding(
                    "InstanceOffline",
                    $"Instance {instance} has not been online in Systems Manager for {Patience.TotalMinutes:0} minutes, so that {next.Command} could not be sent."),
                Retryable: false),
            ScriptOutcome.Pending pending => pending.NotYet,
            ScriptOutcome.Finished finished => await KeepAsync(context, database, instance, next, marker, finished.Output, null, cancellationToken)
                ?? new StepOutcome.NotYet($"{next.Command} done", new Evidence.MigrationDone(next.Command, InstanceScriptRunner.LastLines(Text(finished.Output), 20))),
            ScriptOutcome.Failed failed => await KeepAsync(context, database, instance, next, marker, failed.Output, failed, cancellationToken)
                ?? new StepOutcome.Faulted(failed.Why, Retryable: !failed.RanToItsEnd || failed.ExitCode == InstanceScripts.StillRuns),
            _ => throw new InvalidOperationException("Unknown script outcome."),
        };
    }

    /// <summary>Fetches the log piece by piece.</summary>
    /// <returns>Null once all is kept, or when there is nothing to keep.</returns>
    private static async Task<StepOutcome?> KeepAsync(
        StepContext context, Database database, string instance, PlannedMigration migration, string marker, string output, ScriptOutcome.Failed? failed,
        CancellationToken cancellationToken)
    {
        // The script's first line is the log's length; without one it ended before there was a log, or had been done before.
        if (Length(output) is not (> 0 and var bytes))
        {
            return null;
        }

        var pieces = (int)Math.Min(MostPieces, (bytes + InstanceScripts.PieceBytes - 1) / InstanceScripts.PieceBytes);
        var kept = context.OfAttempt<Evidence.OutputKept>().Where(one => one.Command == migration.Command).ToList();
        if (kept.Count >= pieces || kept.Any(one => one.IsLast))
        {
            return null;
        }

        var piece = kept.Count;
        var script = InstanceScripts.LogPiece(marker, piece);
        var fetched = await InstanceScriptRunner.RunAsync(
            context, $"{migration.Command} log {piece + 1}", instance, script, PieceTimeout, cancellationToken);
        if (fetched is ScriptOutcome.Pending pending)
        {
            return pending.NotYet;
        }

        // The output is worth less than the migration: what cannot be had is left.
        var isLast = fetched is not ScriptOutcome.Finished || piece == pieces - 1;
        if (fetched is ScriptOutcome.Finished finished)
        {
            await database.WriteAsync(
                session => RunOutputStore.KeepAsync(session, context.Run.Id, KeptOutput.Now(context.Run, migration.Command, context.Journal).Name, piece, finished.Raw),
                cancellationToken);
        }

        return new StepOutcome.NotYet(
            $"{migration.Command}: kept its output, piece {piece + 1} of {pieces}", new Evidence.OutputKept(migration.Command, piece, isLast, failed?.Why));
    }

    /// <summary>What the migration printed, without the length that the script prints before it.</summary>
    private static string Text(string output) =>
        Length(output) is null ? output : output.TrimStart().Split('\n', 2) is [_, var rest] ? rest : "";

    /// <summary>Bytes of the log; null when the script ended before there was one.</summary>
    private static long? Length(string output) =>
        long.TryParse(output.TrimStart().Split('\n')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
}
