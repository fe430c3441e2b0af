using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace UpgradeWorker.Diagnostics;

/// <summary>
/// One event as one line of compact JSON (the members of Serilog's compact format: @t, @m, @l, @x and the properties),
/// with the message as a person reads it, without quotes around its values.
/// </summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        Member(output, "{", "@t", logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Member(output, ",", "@m", message.ToString());
        if (logEvent.Level != LogEventLevel.Information)
        {
            Member(output, ",", "@l", logEvent.Level.ToString());
        }

        if (logEvent.Exception is { } exception)
        {
            Member(output, ",", "@x", exception.ToString());
        }

        foreach (var (name, value) in logEvent.Properties)
        {
            output.Write(',');
            JsonValueFormatter.WriteQuotedJsonString(name.StartsWith('@') ? $"@{name}" : name, output);
            output.Write(':');
            Values.Format(value, output);
        }

        output.WriteLine('}');
    }

    private static void Member(TextWriter output, string before, string name, string value)
    {
        output.Write(before);
        JsonValueFormatter.WriteQuotedJsonString(name, output);
        output.Write(':');
        JsonValueFormatter.WriteQuotedJsonString(value, output);
    }
}
