using System.Text;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;

namespace UpgradeWorker.Jobs;

/// <summary>Reads the template files of a folder.</summary>
internal static class TemplateFolder
{
    private const int MostFiles = 500;

    /// <summary>CloudFormation takes no larger template (quota "Template body size in an S3 object").</summary>
    private const int MostBytes = 1_048_576;

    private static readonly string[] Extensions = [".json", ".yaml", ".yml", ".template"];

    /// <summary>The source's name in rows, logs and mails.</summary>
    public static string NameOf(TemplateSourceSettings source) => source switch
    {
        TemplateSourceSettings.Folder folder => folder.Path,
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    /// <summary>All template files by name, and what stands in the way of reading them; what can be read is returned all the same.</summary>
    public static async Task<(IReadOnlyList<(string FileName, string Body)> Files, Finding? Wrong)> ReadAsync(
        TemplateSourceSettings source, CancellationToken cancellationToken)
    {
        var path = NameOf(source);
        var read = new List<(string, string)>();
        Finding? wrong = null;
        try
        {
            var names = Directory.EnumerateFiles(path)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal).Take(MostFiles + 1).ToList();
            if (names.Count > MostFiles)
            {
                wrong = new Finding("TooManyTemplates", $"{path} holds more than {MostFiles} template files: move old ones away.");
            }

            foreach (var file in names.Take(MostFiles))
            {
                var (body, fault) = await ReadFileAsync(file, cancellationToken);
                wrong ??= fault;
                if (body is not null)
                {
                    read.Add((Path.GetFileName(file), body));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            wrong = new Finding("SourceUnreadable", $"The folder {path} cannot be read: {exception.Message}");
        }

        return (read, wrong);
    }

    private static async Task<(string? Body, Finding? Wrong)> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(file).Length > MostBytes
                ? (null, new Finding("TemplateTooLarge", $"{file} is over {MostBytes} bytes, more than CloudFormation takes."))
                : (await File.ReadAllTextAsync(file, Encoding.UTF8, cancellationToken), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new Finding("SourceUnreadable", $"{file} cannot be read: {exception.Message}"));
        }
    }
}
