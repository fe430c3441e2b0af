using System.Globalization;

namespace UpgradeWorker.Core.Certificates;

/// <summary>One fact that uses up certificates of one exact set of names. Entries are never edited; a correction is an entry too.</summary>
public sealed record LedgerEntry
{
    /// <summary>
    /// Let's Encrypt dates notBefore about an hour back (Let's Encrypt, "Certificate Profiles"), and the fraction of the second is cut
    /// off (RFC 5280, section 4.1.2.5); taken a second later, so never too early.
    /// </summary>
    private static readonly TimeSpan Backdating = new(1, 0, 1);

    /// <summary>Number that the store gave; 0 as long as it is not stored.</summary>
    public long Id { get; init; }

    public required NameSet Names { get; init; }

    /// <summary>When the instance was created, or the certificate was issued, or (a correction) when the person decided. UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the certificate was issued (UTC); null = not known, then the latest assumed instant counts.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Certificates used, at least 0. Of a correction: what the corrected entry costs from now on, 0 = it never happened.</summary>
    public required int Cost { get; init; }

    public required LedgerSource Source { get; init; }

    /// <summary>ARN of the stack; null when the fact names none, as a transparency log does.</summary>
    public string? StackId { get; init; }

    /// <summary>Null for facts about a certificate.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The run that caused it; null if none of ours did.</summary>
    public string? RunId { get; init; }

    /// <summary>Serial number of the leaf in hexadecimal; null for facts about an instance.</summary>
    public string? Serial { get; init; }

    /// <summary>Id of the instance that served the certificate when it was first seen; null = unknown, or not about a certificate.</summary>
    public string? ServedBy { get; init; }

    /// <summary>Why a person said so; null where no person did.</summary>
    public string? Reason { get; init; }

    /// <summary>The user who said so; null where no person did.</summary>
    public string? By { get; init; }

    /// <summary><see cref="DedupKey"/> of the entry that a correction is about; null for all others.</summary>
    public string? Corrects { get; init; }

    /// <summary>The same for one fact however often and from wherever it is learnt. One row a key.</summary>
    public string DedupKey => Source switch
    {
        LedgerSource.Correction => $"correction|{Ticks(At)}|{Corrects}",
        _ when InstanceId is not null => $"instance|{InstanceId}|{Names}",
        _ when Serial is not null => $"certificate|{CanonicalSerial(Serial)}|{Names}",
        _ => $"hand|{Ticks(At)}|{Names}",
    };

    /// <summary>Whether the fact is the creation of a machine that will ask for certificates, and not a certificate itself.</summary>
    public bool IsReplacement => Source is not (LedgerSource.CertificateSeen or LedgerSource.CertificateTransparency or LedgerSource.Correction);

    /// <summary>
    /// The creation of an instance that serves <paramref name="names"/>; <paramref name="runId"/> is the run that caused it, null
    /// if none of ours did.
    /// </summary>
    public static LedgerEntry ForInstance(NewInstance instance, NameSet names, int cost, string? runId) => new()
    {
        Names = names,
        At = instance.At,
        Cost = cost,
        Source = runId is not null ? LedgerSource.OurRun
            : instance.FromEvent ? LedgerSource.StackEvent : LedgerSource.InstanceIdChanged,
        StackId = instance.StackId,
        InstanceId = instance.InstanceId,
        RunId = runId,
    };

    /// <summary>
    /// A leaf certificate that was seen, in a handshake or in a transparency log, at <paramref name="seenAt"/>. Its
    /// <paramref name="notBefore"/> is the leaf's own; the hour that Let's Encrypt dates back is added here.
    /// </summary>
    public static LedgerEntry ForCertificate(
        NameSet names, string serial, DateTimeOffset notBefore, DateTimeOffset seenAt, LedgerSource source, string? stackId, string? servedBy = null)
    {
        var issued = notBefore + Backdating < seenAt ? notBefore + Backdating : seenAt;
        return new LedgerEntry
        {
            Names = names,
            At = issued,
            IssuedAt = issued,
            Cost = 1,
            Source = source,
            StackId = stackId,
            Serial = serial,
            ServedBy = servedBy,
        };
    }

    /// <summary>What a person knows: a replacement at <paramref name="at"/> that nothing else recorded.</summary>
    public static LedgerEntry ByHand(NameSet names, DateTimeOffset at, int cost, string reason, string? by = null) =>
        new() { Names = names, At = at, Cost = cost, Source = LedgerSource.ByHand, Reason = reason, By = by };

    /// <summary>Sets the cost of this entry anew. Correcting a correction corrects the entry that it is about.</summary>
    public LedgerEntry Correct(int cost, DateTimeOffset at, string reason, string? by = null) => new()
    {
        Names = Names,
        At = at,
        Cost = cost,
        Source = LedgerSource.Correction,
        StackId = StackId,
        Reason = reason,
        By = by,
        Corrects = Corrects ?? DedupKey,
    };

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    // OpenSSL prints AA:BB, .NET AABB, transparency searches aabb, some of them with a leading 00.
    private static string CanonicalSerial(string serial) =>
        serial.Replace(":", "", StringComparison.Ordinal).TrimStart('0').ToUpperInvariant();
}
