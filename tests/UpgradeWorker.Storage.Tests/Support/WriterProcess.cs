using System.Diagnostics;
using System.Globalization;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>A process of its own that takes places in the ledger until it is killed; see its Program.cs for what it says.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;
    private readonly List<(string What, long Number)> said;
    private readonly Task reading;
    private TaskCompletionSource trying = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WriterProcess(Process process, List<(string What, long Number)> said)
    {
        this.process = process;
        this.said = said;
        reading = ReadAsync();
    }

    /// <summary>Starts one, which goes on where the lines of its forerunner end.</summary>
    /// <param name="dialect">Which database.</param>
    /// <param name="place">Path or connection string.</param>
    /// <param name="writer">Its number.</param>
    /// <param name="began">Ticks at which the test began.</param>
    /// <param name="said">Lines of its forerunners; its own are added.</param>
    public static WriterProcess Start(DialectName dialect, string place, int writer, long began, List<(string What, long Number)> said)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "UpgradeWorker.Storage.Writer.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, line) => TestContext.Out.WriteLine(line.Data ?? "");
        process.BeginErrorReadLine();
        var next = said.Where(line => line.What is "ENTERED" or "RELEASED").Select(line => line.Number).LastOrDefault() + 1;
        foreach (var line in new[] { dialect.ToString(), place, Text(writer), Text(next), Text(began) })
        {
            process.StandardInput.WriteLine(line);
        }

        process.StandardInput.Flush();
        return new WriterProcess(process, said);
    }

    /// <summary>Until it is about to ask for a place the next time; then gives its number.</summary>
    public async Task<int> AboutToAskAsync(int number, CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref trying, next);
        await Task.WhenAny(next.Task, reading).WaitAsync(cancellationToken);
        if (reading.IsCompleted)
        {
            throw new AssertionException($"Writer {number} ended by itself.");
        }

        return number;
    }

    /// <summary>Kills it as the system would (SIGKILL), and takes in the last lines that it had said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that the kill cut short was not said.
            if (line.Split(' ') is [var what, var number] && long.TryParse(number, CultureInfo.InvariantCulture, out var run))
            {
                said.Add((what, run));
                if (what == "TRY")
                {
                    Volatile.Read(ref trying).TrySetResult();
                }
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
