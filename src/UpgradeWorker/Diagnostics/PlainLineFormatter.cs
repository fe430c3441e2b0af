using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace UpgradeWorker.Diagnostics;

/// <summary>One event as a line for whoever watches; a line of a run names its stack and itself first, for several are under way at once.</summary>
internal sealed class PlainLineFormatter : ITextFormatter
{
    private const string Begin = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] ";
    private const string End = "{Message:lj}{NewLine}{Exception}";

    private static readonly MessageTemplateTextFormatter Line = new(Begin + End, CultureInfo.InvariantCulture);
    private static readonly MessageTemplateTextFormatter LineOfRun = new(Begin + "{StackKey:l} {RunId:l} " + End, CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output) =>
        (logEvent.Properties.ContainsKey("RunId") && logEvent.Properties.ContainsKey("StackKey") ? LineOfRun : Line).Format(logEvent, output);
}
