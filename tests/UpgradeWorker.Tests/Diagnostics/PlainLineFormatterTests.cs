using Serilog;
using Serilog.Context;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker.Tests.Diagnostics;

internal sealed class PlainLineFormatterTests
{
    [Test]
    public void A_line_of_a_run_names_its_stack_and_itself_and_others_do_not()
    {
        using var output = new StringWriter();
        using (var logger = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.Sink(new Written(output)).CreateLogger())
        {
            using (LogContext.PushProperty("StackKey", "prod"))
            {
                logger.Information("alone");
                using (LogContext.PushProperty("RunId", "r0123456789ab"))
                {
                    logger.Warning("Migrate went wrong");
                }
            }
        }

        Assert.That(output.ToString().Split('\n')[0].TrimEnd(), Does.EndWith(" [INF] alone"));
        Assert.That(output.ToString().Split('\n')[1].TrimEnd(), Does.EndWith(" [WRN] prod r0123456789ab Migrate went wrong"));
    }

    private sealed class Written(TextWriter output) : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) => new PlainLineFormatter().Format(logEvent, output);
    }
}
