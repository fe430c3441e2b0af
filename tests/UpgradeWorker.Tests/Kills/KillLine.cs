using System.Net;
using System.Net.Sockets;
using System.Text;

namespace UpgradeWorker.Tests.Kills;

/// <summary>The test's end of the line on which the hook in the worker tells of appends to the journal, and waits.</summary>
/// <param name="mayGoOn">Asked about each; false = the worker has been killed meanwhile.</param>
internal sealed class KillLine(Func<string, bool> mayGoOn) : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private Task listening = Task.CompletedTask;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Open()
    {
        listener.Start();
        listening = ListenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await listening;
        closing.Dispose();
    }

    private async Task ListenAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(AnswerAsync(await listener.AcceptSocketAsync(closing.Token)));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        // Reading what a killed worker left behind is not wanted.
        try
        {
            using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: true), Encoding.UTF8);
            while (await reader.ReadLineAsync(closing.Token) is { } line && mayGoOn(line))
            {
                await socket.SendAsync(new byte[] { 1 }, closing.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // The worker is no more.
        }
    }
}
