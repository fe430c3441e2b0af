namespace UpgradeWorker.Core.Mails;

/// <summary>What a mail about releases without a template tells.</summary>
public sealed record AnnouncedView
{
    /// <summary>The stack's key.</summary>
    public required string Stack { get; init; }

    /// <summary>The version it runs.</summary>
    public required string Running { get; init; }

    /// <summary>The source that told.</summary>
    public required string Source { get; init; }

    /// <summary>Versions or, where they cannot be compared, the vendor's own names, the newest first.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Ids of new AMIs, which tell no version.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Release notes of the first version; null for none.</summary>
    public required string? Notes { get; init; }

    /// <summary>Where people find the downloads; null when the settings name no page.</summary>
    public required string? Page { get; init; }

    /// <summary>Folders and buckets of the stack into which the template may be put.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>When we heard of it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The earliest instant of a proposal.</summary>
    public required DateTimeOffset ProposedFrom { get; init; }
}

/// <summary>A template in a mail that tells of two of one version.</summary>
/// <param name="Source">Where it is offered.</param>
/// <param name="Sha256">Hash of its body.</param>
/// <param name="FirstSeen">When we first saw it.</param>
public sealed record TemplateOfVersion(string Source, string Sha256, DateTimeOffset FirstSeen);

/// <summary>The mails about releases that no request tells of.</summary>
public static class ReleaseMails
{
    private const int MostNoteLines = 60;

    /// <summary>Releases are announced whose template a person has to bring.</summary>
    public static MailDraft Announced(AnnouncedView view, string recipient, TimeZoneInfo zone, MailTemplates templates)
    {
        var isImage = view.Versions.Count == 0;
        var first = MailWords.Short(MailWords.Clean(isImage ? view.Images[0] : view.Versions[0]), 60);
        return WatchMails.Of(
            MailKind.AnnouncedRelease, MailTone.Info, isImage ? "Sign of a new release" : "New release, template wanted",
            isImage ? $"{view.Stack}: a new image, {first}" : $"{view.Stack}: {first} is available",
            isImage
                ? $"{MailWords.Clean(view.Source)} changed, which is a sign of a new release. {view.Stack} runs {view.Running}. If there is a new template, please put it where the worker finds it."
                : $"{MailWords.Clean(view.Source)} names it, but does not offer its template. {view.Stack} runs {view.Running}. Please put the template where the worker finds it; nothing happens before.",
            isImage ? $"Sign of a new release for {view.Stack}: {first}" : $"New release for {view.Stack}: {first} (template wanted)",
            [
                new MailSection("What to do") { Items = [.. Steps(view, isImage ? null : first, zone)] },
                view.Versions.Count + view.Images.Count < 2 ? null : new MailSection("All that is new") { Items = [.. view.Versions.Concat(view.Images).Select(name => new MailItem(MailWords.Short(MailWords.Clean(name), 100)))] },
                view.Notes is null ? null : new MailSection($"Release notes of {first}") { Preformatted = Notes(view.Notes) },
            ],
            recipient, templates);
    }

    /// <summary>A version has another template than the one seen before.</summary>
    public static MailDraft Changed(
        string stack, string version, TemplateOfVersion newest, IReadOnlyList<TemplateOfVersion> earlier, string recipient, TimeZoneInfo zone,
        MailTemplates templates) => WatchMails.Of(
        MailKind.ChangedRelease, MailTone.Warn, "Two templates of one version", $"{stack}: {MailWords.Clean(version)} has another template than before",
        "A version that was published should not change. The worker goes by the template's hash: the one seen last takes the other's place, waits for its own minimum age, and needs an approval of its own. "
            + "Ask the vendor, or remove the wrong one; SkippedVersions keeps the version from being proposed at all.",
        $"{stack}: version {version} has two templates",
        [
            new MailSection("The template now") { Facts = Facts(newest, zone) },
            .. earlier.Select(one => new MailSection("Seen before") { Facts = Facts(one, zone) }),
        ],
        recipient, templates);

    private static IEnumerable<MailItem> Steps(AnnouncedView view, string? version, TimeZoneInfo zone)
    {
        var which = version is null ? "the newest version" : $"version {version}";
        yield return new MailItem(view.Page is { } page
            ? $"Download the CloudFormation template of {which} from {MailWords.Clean(page)}."
            : $"Download the CloudFormation template of {which}: AWS console, AWS Marketplace, Manage subscriptions, the product, Launch CloudFormation stack.");
        yield return new MailItem(view.Places.Count > 0
            ? $"Put the file into {string.Join(" or ", view.Places.Select(MailWords.Clean))}; its name does not matter, its ending is .json, .yaml, .yml or .template."
            : $"{view.Stack} has no folder or bucket among its TemplateSources: add one to the settings, and put the file there.");
        yield return new MailItem("A template that is sent by mail is never taken.");
        yield return new MailItem(version is null
            ? "It is then read by itself and proposed as usual."
            : $"It is then read by itself and proposed as usual, not before {MailWords.Instant(view.ProposedFrom, zone)}. To leave {which} out, add it to SkippedVersions.");
    }

    private static string Notes(string notes) => string.Join('\n', notes.ReplaceLineEndings("\n").Trim('\n').Split('\n').Take(MostNoteLines)
        .Select(line => "  " + MailWords.Short(MailWords.Clean(line), 200)));

    private static IReadOnlyList<MailFact> Facts(TemplateOfVersion template, TimeZoneInfo zone) =>
        [new("Source", MailWords.Clean(template.Source)), new("SHA-256", template.Sha256), new("First seen", MailWords.Instant(template.FirstSeen, zone))];
}
