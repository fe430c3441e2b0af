using Microsoft.Extensions.Logging;
using UpgradeWorker.Certificates;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Ledger;

/// <summary>
/// Looks by a handshake with each domain, daily and more often after a replacement, which certificate it serves, and enters each new one:
/// so renewals count, and it becomes known when a new instance got its certificate.
/// </summary>
public sealed class HandshakeWatch(
    HandshakeGateway gateway, CertificateWatchSettings settings, LedgerLimits certificates, Database database, TimeProvider time,
    ILogger<HandshakeWatch> logger)
{
    private static readonly TimeSpan AfterReplacement = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AfterFault = TimeSpan.FromHours(1);

    /// <summary>Shakes hands with those domains of a stack for which it is time.</summary>
    /// <returns>Whether anything new was seen.</returns>
    public async Task<bool> ShakeAsync(StackSettings stack, StackFacts known, CancellationToken cancellationToken)
    {
        // While the stack changes, nobody can tell which instance answers.
        if (known.HasOwnCertificate || known.Look.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
        {
            return false;
        }

        var did = false;
        foreach (var names in known.NameSets.Where(set => !set.Text.Contains('*', StringComparison.Ordinal)))
        {
            did |= await ShakeAsync(stack, known, names, cancellationToken);
        }

        return did;
    }

    private async Task<bool> ShakeAsync(StackSettings stack, StackFacts known, NameSet names, CancellationToken cancellationToken)
    {
        var target = HandshakeTarget.Of(stack, names.Text);
        var (watch, waits) = await database.ReadAsync(
            async session => (await CertificateWatchStore.FindAsync(session, CertificateWatchStore.Handshake, Subject(target)),
                WaitsForLeaf(await LedgerStore.OfNamesSinceAsync(session, names, time.GetUtcNow() - certificates.Memory - certificates.Memory))),
            cancellationToken);
        if (!IsDue(watch, waits, time.GetUtcNow()))
        {
            return false;
        }

        var seen = await gateway.ShakeAsync(target, cancellationToken);
        return await database.WriteAsync(session => SaveAsync(session, target, watch, seen, known), cancellationToken);
    }

    private async Task<bool> SaveAsync(Session session, HandshakeTarget target, CertificateWatch? watch, Handshake handshake, StackFacts known)
    {
        var now = time.GetUtcNow();
        var (next, isNew) = handshake switch
        {
            Handshake.Seen seen => (
                new CertificateWatch(now, now + settings.HandshakeEvery, null, null, seen.Leaf.Serial, seen.At), await EnterAsync(session, seen, known, now)),
            Handshake.Failed { Why: var why } => (
                new CertificateWatch(now, now + Shorter(AfterFault, settings.HandshakeEvery), why.ToString(), watch?.FaultSince ?? now, watch?.Serial, watch?.SeenAt), false),
            _ => throw new InvalidOperationException($"Unknown handshake {handshake.GetType().Name}."),
        };
        if (next.Fault is { } fault && watch?.Fault is null)
        {
            Log.HandshakeFailed(logger, target.Domain, fault);
        }

        await CertificateWatchStore.SaveAsync(session, CertificateWatchStore.Handshake, Subject(target), next);
        return isNew;
    }

    private async Task<bool> EnterAsync(Session session, Handshake.Seen seen, StackFacts known, DateTimeOffset now)
    {
        if (!seen.Leaf.IsFromLetsEncrypt || seen.Leaf.Set is not { } set)
        {
            return false;
        }

        var entry = LedgerEntry.ForCertificate(
            set, seen.Leaf.Serial, seen.Leaf.NotBefore, seen.At, LedgerSource.CertificateSeen, known.Look.StackId.Arn);
        // What was issued after the last look may be of an instance that no look has shown yet: a later handshake names it.
        if (entry.IssuedAt <= await WatchStore.LastSeenAsync(session, known.Look.Stack))
        {
            entry = entry with { ServedBy = known.ServingInstance };
        }

        var isKnown = await LedgerStore.FindAsync(session, entry.DedupKey) is { Source: LedgerSource.CertificateSeen } one
            && (one.ServedBy is not null || entry.ServedBy is null);
        if (!isKnown)
        {
            await KeepLedgerJob.EnterAsync(session, [entry], logger, now);
        }

        return !isKnown;
    }

    private static bool IsDue(CertificateWatch? watch, bool waitsForLeaf, DateTimeOffset now) =>
        // A look from the future is one from before the clock was set back: it says nothing about now.
        watch is null || watch.TriedAt > now || watch.DueAt <= now || (waitsForLeaf && watch.TriedAt + AfterReplacement <= now);

    // An older replacement waits no more, and takes no leaf away from a later one.
    private bool WaitsForLeaf(IReadOnlyList<LedgerEntry> ofNames) =>
        LedgerHolds.Of(ofNames, certificates.IssuanceDelay)
            .Any(hold => !hold.Seen && hold.Entry.IsReplacement && hold.IssuedAt >= time.GetUtcNow());

    /// <summary>What a watch of this target is kept under.</summary>
    internal static string Subject(HandshakeTarget target) => FormattableString.Invariant($"{target.Domain} {target.Address}:{target.Port}");

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
