using System.Security.Cryptography;
using System.Text;

namespace UpgradeWorker.Core.Templates;

/// <summary>Reads CloudFormation templates in JSON and YAML. Whatever the input, the answer is a value.</summary>
public static class TemplateReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a template that is at hand as text, such as GetTemplate's answer; its hash is that of its UTF-8 bytes.</summary>
    public static TemplateReading Read(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > TemplateLimits.MaxBytes ? Refused(fileName, TooLarge(text.Length)) : Read(Encoding.UTF8.GetBytes(text), fileName);
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="fileName">For messages, and as the last resort for a version.</param>
    public static TemplateReading Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            var node = Parse(bytes);
            var shape = new TemplateShape();
            var template = shape.Read(node, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, fileName.Split('/', '\\')[^1]);
            return shape.Findings.Count == 0
                ? new TemplateReading.Read(template)
                : new TemplateReading.Refused([.. shape.Findings.Take(20).Select(finding => finding with { Message = $"{fileName}: {finding.Message}." })]);
        }
        catch (TemplateSyntaxException failure)
        {
            return Refused(fileName, failure.Finding);
        }
    }

    private static TemplateNode Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TemplateLimits.MaxBytes)
        {
            throw new TemplateSyntaxException(TooLarge(bytes.Length).Reason, TooLarge(bytes.Length).Message);
        }

        var body = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (body.IndexOf((byte)0) is >= 0 and var zero)
        {
            throw new TemplateSyntaxException("NotText", $"line {TemplateLimits.Line(body, zero)}: a zero byte, so this is no text");
        }

        string text;
        try
        {
            text = Strict.GetString(body);
        }
        catch (DecoderFallbackException failure)
        {
            throw new TemplateSyntaxException("NotText", $"line {TemplateLimits.Line(body, Math.Max(failure.Index, 0))}: no UTF-8 text");
        }

        return text.AsSpan().TrimStart() switch
        {
            [] => throw new TemplateSyntaxException("Empty", "there is nothing in it"),
            ['{', ..] => JsonTemplateParser.Parse(body),
            _ => YamlTemplateParser.Parse(text),
        };
    }

    private static Finding TooLarge(int size) => new("TooLarge", $"it has {size} bytes, and CloudFormation takes {TemplateLimits.MaxBytes} at most");

    private static TemplateReading.Refused Refused(string fileName, Finding finding) =>
        new([finding with { Message = $"{fileName}: {finding.Message}." }]);
}
