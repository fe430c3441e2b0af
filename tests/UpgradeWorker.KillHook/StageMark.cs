using System.Diagnostics;

namespace UpgradeWorker.KillHook;

/// <summary>
/// Writes into the head of each request which stage makes it, so that the test can tell the run's own calls from those of the stages that
/// watch. Known by the activities of Quartz (one a tick, with the job's name) and of HttpClient.
/// </summary>
internal sealed class StageMark : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Header = "x-test-stage";

    public static void Begin()
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Quartz",
            Sample = (ref _) => ActivitySamplingResult.AllData,
        });
        DiagnosticListener.AllListeners.Subscribe(new StageMark());
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            value.Subscribe(this, (name, _, _) => name.StartsWith("System.Net.Http.HttpRequestOut", StringComparison.Ordinal));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start" && Stage() is { } stage
            && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request)
        {
            // Added after the signature was made, which covers the headers that it names and no others.
            request.Headers.TryAddWithoutValidation(Header, stage);
        }
    }

    public void OnCompleted()
    {
        // It never ends.
    }

    public void OnError(Exception error)
    {
        // Nothing tells errors this way.
    }

    private static string? Stage()
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.GetTagItem("quartz.job.name") is string name)
            {
                return name;
            }
        }

        return null;
    }
}
