using Serilog.Events;
using Serilog.Formatting;

namespace UpgradeWorker.Diagnostics;

/// <summary>Blots known secrets out of the finished text, so that no property, message or exception can carry one to a sink.</summary>
internal sealed class RedactingFormatter(ITextFormatter inner, SecretGuard guard) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        inner.Format(logEvent, text);
        output.Write(guard.Redact(text.ToString()));
    }
}
