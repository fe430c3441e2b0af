using UpgradeWorker.Configuration;
using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Reads the template files of a folder.</summary>
internal static class FolderSource
{
    private const int MostFiles = 500;

    /// <summary>A file that was written to within this time may be on its way; half a template can look like a whole one.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static async Task<SourceReading> ReadAsync(TemplateSourceSettings.Folder source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var names = Directory.EnumerateFiles(source.Path).Where(TemplateText.HasTemplateName).Order(StringComparer.Ordinal).Take(MostFiles + 1).ToList();
            Finding? wrong = names.Count > MostFiles
                ? new Finding("TooManyTemplates", $"{source.Path} holds more than {MostFiles} template files: move old ones away.")
                : null;
            var offers = new List<OfferedTemplate>();
            var lookSoon = false;
            foreach (var file in names.Take(MostFiles))
            {
                if (IsWrittenSince(file, now - Settled, now))
                {
                    lookSoon = true;
                    continue;
                }

                var (offer, fault) = await ReadFileAsync(file, cancellationToken);
                wrong ??= fault;
                if (offer is not null)
                {
                    offers.Add(offer);
                }
            }

            return new() { Offers = offers, Wrong = wrong, LookSoon = lookSoon };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SourceReading.Failed(new Finding("SourceUnreadable", $"The folder {source.Path} cannot be read: {exception.Message}"), mayPass: false);
        }
    }

    /// <summary>Waits, not for ever, until no template file of these folders was written to a moment ago.</summary>
    /// <returns>The instant to which this holds: what was written after it (<see cref="Unsettled"/>) may have been left out by a look that follows.</returns>
    public static async Task<DateTimeOffset> SettleAsync(
        IReadOnlyList<TemplateSourceSettings.Folder> sources, TimeProvider time, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + LongestWait;
        while (true)
        {
            var now = time.GetUtcNow();
            if (now >= end || sources.All(source => Unsettled(source, now - Settled, now).Count == 0))
            {
                return now - Settled;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>A finding for each template file of a folder that was written to after an instant.</summary>
    public static IReadOnlyList<Finding> Unsettled(TemplateSourceSettings.Folder source, DateTimeOffset since, DateTimeOffset now)
    {
        try
        {
            return [.. Directory.EnumerateFiles(source.Path).Where(TemplateText.HasTemplateName).Order(StringComparer.Ordinal).Take(MostFiles)
                .Where(file => IsWrittenSince(file, since, now))
                .Select(file => new Finding(
                    "TemplateUnsettled", $"{file} was written to a moment ago and may not be whole yet, so it is left out: ask again in some seconds."))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The look itself tells of it.
            return [];
        }
    }

    private static bool IsWrittenSince(string file, DateTimeOffset since, DateTimeOffset now) =>
        File.GetLastWriteTimeUtc(file) is var written && written > since && written <= now;

    private static async Task<(OfferedTemplate? Offer, Finding? Wrong)> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await InputText.ReadBytesAsync(file, TemplateText.MostBytes + 1, cancellationToken);
            var (body, sha256, wrong) = TemplateText.Read(bytes, file);
            return (body is null ? null : new OfferedTemplate(Path.GetFileName(file), sha256, body, null), wrong);
        }
        catch (CommandException unreadable)
        {
            return (null, new Finding("SourceUnreadable", unreadable.Message));
        }
    }
}
