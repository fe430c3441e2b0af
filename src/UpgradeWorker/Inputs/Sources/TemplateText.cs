using System.Security.Cryptography;
using System.Text;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Bytes of a source as the text of a template.</summary>
internal static class TemplateText
{
    /// <summary>CloudFormation takes no larger template (quota "Template body size in an S3 object").</summary>
    public const int MostBytes = 1_048_576;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark, and its hash; or why it is none.</summary>
    public static (string? Body, string Sha256, Finding? Wrong) Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length > MostBytes)
        {
            return (null, "", TooLarge(name));
        }

        if (bytes.Contains((byte)0))
        {
            return (null, "", NotText(name));
        }

        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        try
        {
            return (Strict.GetString(text), Convert.ToHexStringLower(SHA256.HashData(text)), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "", NotText(name));
        }
    }

    /// <summary>Why a text behind a single address is no template; null when it is one. A log-in page would otherwise pass as a new release at every look.</summary>
    public static Finding? Complaint(string body, string name) => TemplateReader.Read(body, name) is TemplateReading.Refused { Findings: [var first, ..] }
        ? new Finding("NoTemplate", $"What {name} serves is no CloudFormation template: {first.Message}")
        : null;

    public static Finding TooLarge(string name) =>
        new("TemplateTooLarge", $"{name} is over {MostBytes} bytes, more than CloudFormation takes.");

    private static Finding NotText(string name) => new("NotText", $"{name} is no UTF-8 text, so it is no template; put the template file there.");

    /// <summary>Whether a file or key looks like a template.</summary>
    public static bool HasTemplateName(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".json" or ".yaml" or ".yml" or ".template";
}
