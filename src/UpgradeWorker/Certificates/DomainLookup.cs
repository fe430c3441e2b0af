using System.Net;
using System.Net.Sockets;

namespace UpgradeWorker.Certificates;

/// <summary>Looks up and asks a domain as its users would.</summary>
/// <param name="time">Clock of the deadlines.</param>
/// <param name="resolve">The name service; null = this machine's.</param>
public sealed class DomainLookup(TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>The addresses of a name as text, sorted.</summary>
    /// <returns>Null with the reason when the name service gives none.</returns>
    public async Task<(IReadOnlyList<string>? Addresses, string? Fault)> AddressesAsync(string name, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var found = await (resolve ?? Dns.GetHostAddressesAsync)(name, either.Token);
            return ([.. found.Select(address => address.ToString()).Order(StringComparer.Ordinal)], null);
        }
        catch (SocketException fault)
        {
            return (null, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"no answer within {Deadline.TotalSeconds:0} s");
        }
    }

    /// <summary>Asks a URL with GET; follows no redirection.</summary>
    /// <returns>The status code, or null with the reason when there was no answer.</returns>
    public async Task<(int? Status, string? Fault)> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        try
        {
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)answer.StatusCode, null);
        }
        catch (HttpRequestException fault)
        {
            return (null, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"no answer within {Deadline.TotalSeconds:0} s");
        }
    }
}
