using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Storage;

/// <summary>What of a ledger entry stands in the content column.</summary>
internal sealed record LedgerFact
{
    public LedgerFact()
    {
    }

    public LedgerFact(LedgerEntry entry)
    {
        At = entry.At;
        IssuedAt = entry.IssuedAt;
        Cost = entry.Cost;
        Source = entry.Source;
        StackId = entry.StackId;
        InstanceId = entry.InstanceId;
        RunId = entry.RunId;
        Serial = entry.Serial;
        ServedBy = entry.ServedBy;
        Reason = entry.Reason;
        By = entry.By;
        Corrects = entry.Corrects;
    }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public int Cost { get; init; }

    public LedgerSource Source { get; init; }

    public string? StackId { get; init; }

    public string? InstanceId { get; init; }

    public string? RunId { get; init; }

    public string? Serial { get; init; }

    public string? ServedBy { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    public string? Corrects { get; init; }

    public LedgerEntry ToEntry(long id, NameSet names) => new()
    {
        Id = id,
        Names = names,
        At = At,
        IssuedAt = IssuedAt,
        Cost = Cost,
        Source = Source,
        StackId = StackId,
        InstanceId = InstanceId,
        RunId = RunId,
        Serial = Serial,
        ServedBy = ServedBy,
        Reason = Reason,
        By = By,
        Corrects = Corrects,
    };
}
