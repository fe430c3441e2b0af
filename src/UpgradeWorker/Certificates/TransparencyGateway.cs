using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Certificates;

/// <summary>What a search in a transparency log came to.</summary>
/// <param name="Leaves">Certificates that were not known, for exactly the set that was asked about, oldest first.</param>
/// <param name="Fault">Why there may be more: <c>TransparencyUnavailable</c>; null = all that the log shows was read.</param>
public sealed record TransparencyAnswer(IReadOnlyList<LeafCertificate> Leaves, Finding? Fault);

/// <summary>
/// Searches certificate-transparency logs through a server that speaks crt.sh's JSON (github.com/crtsh/certwatch_db): rows for a name, and
/// each certificate by its id. The rows show only those of a certificate's names that matched, so the exact set is read from the
/// certificate itself.
/// </summary>
public sealed class TransparencyGateway : IDisposable
{
    /// <summary>Longest time of one question.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private const int MostBytes = 8 * 1024 * 1024;
    private const int MostFetched = 20;

    private readonly HttpClient http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, MaxAutomaticRedirections = 3 })
    {
        Timeout = Timeout.InfiniteTimeSpan, // The deadline is each question's own, on the clock that is handed in.
        MaxResponseContentBufferSize = MostBytes,
    };

    private readonly TimeProvider time;

    public TransparencyGateway(TimeProvider time)
    {
        this.time = time;
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"UpgradeWorker/{version}");
    }

    /// <summary>Searches for what Let's Encrypt issued for exactly this set of names. Never throws but when stopped.</summary>
    /// <param name="url">The server's address.</param>
    /// <param name="names">The set.</param>
    /// <param name="since">Certificates whose validity began earlier are passed over.</param>
    /// <param name="isKnown">Whether a serial number is known for this set, so that it need not be fetched.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task<TransparencyAnswer> SearchAsync(
        Uri url, NameSet names, DateTimeOffset since, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var leaves = new List<LeafCertificate>();
        try
        {
            var rows = JsonSerializer.Deserialize<List<Row?>>(
                await GetAsync(url, $"?q={Uri.EscapeDataString(names.Names[0])}&match==&output=json", cancellationToken)) ?? [];
            // A precertificate and its certificate have one serial number; either of them alone counts.
            var wanted = rows.OfType<Row>()
                .Where(row => row.Id > 0 && IsLetsEncrypt(row) && row.Begins >= since && !isKnown(row.Serial ?? ""))
                .GroupBy(row => (row.IssuerId, row.Serial)).Select(twins => twins.First())
                .OrderByDescending(row => row.Begins).ToList();
            foreach (var row in wanted.Take(MostFetched))
            {
                var leaf = LeafReader.Read(await GetAsync(url, string.Create(CultureInfo.InvariantCulture, $"?d={row.Id}"), cancellationToken));
                if (leaf.IsFromLetsEncrypt && leaf.Set == names)
                {
                    leaves.Add(leaf);
                }
            }

            var more = wanted.Count - MostFetched;
            return Answer(more > 0 ? $"{more} more certificates are read next time" : null);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or CryptographicException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Answer(exception is OperationCanceledException ? $"no answer within {Deadline.TotalSeconds:0} s" : exception.Message);
        }

        TransparencyAnswer Answer(string? fault) => new(
            [.. leaves.OrderBy(leaf => leaf.NotBefore)], fault is null ? null : new Finding("TransparencyUnavailable", $"{url.Host} about {names}: {fault}"));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<byte[]> GetAsync(Uri url, string query, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await http.GetByteArrayAsync(new Uri(url, query), either.Token);
    }

    // Spares fetching what cannot count; the certificate itself decides.
    private static bool IsLetsEncrypt(Row row) => row.Issuer?.Contains("Let's Encrypt", StringComparison.Ordinal) == true;

    private sealed record Row
    {
        [JsonPropertyName("id")]
        public long Id { get; init; }

        [JsonPropertyName("issuer_ca_id")]
        public long IssuerId { get; init; }

        [JsonPropertyName("issuer_name")]
        public string? Issuer { get; init; }

        [JsonPropertyName("serial_number")]
        public string? Serial { get; init; }

        [JsonPropertyName("not_before")]
        public string? NotBefore { get; init; }

        /// <summary>Begin of the validity; one that cannot be read counts as now, so that the certificate is looked at.</summary>
        [JsonIgnore]
        public DateTimeOffset Begins => NotBefore is not null && InstantText.TryParse(NotBefore, out var begins) ? begins : DateTimeOffset.MaxValue;
    }
}
