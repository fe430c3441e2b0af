using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Mails;

/// <summary>A way of several upgrades in words: what each of them replaces, runs and costs, and when the ledger allows it.</summary>
public static class WaySection
{
    /// <summary>The section; null where one upgrade is the whole way.</summary>
    /// <param name="plan">The first upgrade.</param>
    /// <param name="earliest">The earliest instant of each upgrade by the ledger, the first one's at index 0; empty where no certificates are counted.</param>
    /// <param name="zone">For times.</param>
    internal static MailSection? Of(Plan plan, IReadOnlyList<DateTimeOffset?> earliest, TimeZoneInfo zone) => plan.LaterHops.Count == 0 ? null : new MailSection("The whole way")
    {
        Paragraphs =
        [
            $"{plan.LaterHops[^1].To} is reached in {plan.LaterHops.Count + 1} upgrades. Each later one is asked about by itself, with its own change set; until then this is what the templates and release notes let expect.",
            .. Last(plan, earliest, zone),
        ],
        Items =
        [
            new MailItem($"{plan.RunningVersion} to {plan.TargetVersion}", "this one", MailTone.Ask, $"{Cost(plan.CertificateCost)}."),
            .. plan.LaterHops.Select((hop, index) => new MailItem($"{hop.From} to {hop.To}", hop.HasTemplate ? "later" : "no template",
                hop.HasTemplate ? MailTone.Info : MailTone.Warn, $"{Words(hop)}{When(earliest, index + 1, zone)}.")),
        ],
    };

    /// <summary>One line for each upgrade of the way, for the command line; empty where one upgrade is the whole way.</summary>
    public static IEnumerable<string> Lines(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.LaterHops.Count == 0
            ? []
            : [$"{plan.RunningVersion} to {plan.TargetVersion}: this plan; {Cost(plan.CertificateCost)}", .. plan.LaterHops.Select(hop => $"{hop.From} to {hop.To}: {Words(hop)}")];
    }

    private static string Words(PlannedHop hop) => string.Join("; ", new[]
    {
        !hop.HasTemplate ? "no template source has it yet, so what it replaces is unknown"
            : hop.Replaces.Count == 0 ? "replaces no instance, database or cache by its template"
            : $"replaces {string.Join(", ", hop.Replaces)}",
        Cost(hop.CertificateCost),
        hop.Commands.Count == 0 ? null : $"runs {string.Join(", ", hop.Commands)}",
        hop.ManualSteps == 0 ? null : $"{MailWords.Count(hop.ManualSteps, "step")} for you",
    }.OfType<string>());

    private static string Cost(int cost) => cost == 0 ? "no certificate" : MailWords.Count(cost, "certificate");

    private static string When(IReadOnlyList<DateTimeOffset?> earliest, int index, TimeZoneInfo zone) => index >= earliest.Count ? ""
        : earliest[index] is { } at ? $"; not before {MailWords.Instant(at, zone)}" : "; the ledger cannot tell when";

    private static IEnumerable<string> Last(Plan plan, IReadOnlyList<DateTimeOffset?> earliest, TimeZoneInfo zone) =>
        earliest.Count == 0 || plan.LaterHops.All(hop => hop.CertificateCost == 0) ? []
        : [earliest[^1] is { } at
            ? $"The certificate ledger allows the last of them from {MailWords.Instant(at, zone)} at the earliest."
            : "The certificate ledger never has room for all of them as it is set now."];
}
