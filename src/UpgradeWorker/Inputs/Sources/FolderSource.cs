using UpgradeWorker.Configuration;
using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Reads the template files of a folder.</summary>
internal static class FolderSource
{
    private const int MostFiles = 500;

    /// <summary>A file that was written to within this time may be on its way; half a template can look like a whole one.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

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
                if (now - File.GetLastWriteTimeUtc(file) is var age && age >= TimeSpan.Zero && age < Settled)
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
