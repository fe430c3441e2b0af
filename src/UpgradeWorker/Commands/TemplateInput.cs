using System.Text.Json;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary>Reads the files of the <c>template</c> verb.</summary>
internal static class TemplateInput
{
    // One byte over what is allowed is enough to say that it is too large.
    private const int MaxTemplateBytes = 1_048_577;
    private const int MaxValuesBytes = 2_000_000;

    /// <exception cref="CommandException">It cannot be read or is no template; the message has a line a finding.</exception>
    public static async Task<Template> ReadAsync(string path, CancellationToken cancellation) =>
        TemplateReader.Read(await InputText.ReadBytesAsync(path, MaxTemplateBytes, cancellation), path) switch
        {
            TemplateReading.Read read => read.Template,
            TemplateReading.Refused refused => throw new CommandException(string.Join(Environment.NewLine, refused.Findings.Select(finding => CommandOutput.Printable(finding.Message)))),
            _ => throw new InvalidOperationException("A template reading of a kind that is not known."),
        };

    /// <exception cref="CommandException">It is no JSON object of texts.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadValuesAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await InputText.ReadFileAsync(path, MaxValuesBytes, cancellation));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new CommandException($"{path} holds no JSON object of parameter names and values.");
            }

            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                values[member.Name] = member.Value.ValueKind switch
                {
                    JsonValueKind.String => member.Value.GetString()!,
                    JsonValueKind.Number => member.Value.GetRawText(),
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => throw new CommandException($"{path}: the value of '{CommandOutput.Printable(member.Name)}' is no text."),
                };
            }

            return values;
        }
        catch (JsonException failure)
        {
            throw new CommandException($"{path} is no JSON (line {(failure.LineNumber ?? 0) + 1}).");
        }
    }
}
