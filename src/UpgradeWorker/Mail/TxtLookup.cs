using DnsClient;
using DnsClient.Protocol;

namespace UpgradeWorker.Mail;

/// <summary>Asks for the TXT records of a name.</summary>
public delegate Task<TxtAnswer> TxtLookup(string name, CancellationToken cancellationToken);

/// <summary>What DNS says about a name.</summary>
public abstract record TxtAnswer
{
    private TxtAnswer()
    {
    }

    /// <summary>There are records; the strings of each are joined.</summary>
    public sealed record Found(IReadOnlyList<string> Texts) : TxtAnswer;

    /// <summary>There is surely none.</summary>
    public sealed record Missing : TxtAnswer;

    /// <summary>It cannot be told now.</summary>
    public sealed record Unavailable(string Why) : TxtAnswer;
}

/// <summary>Sources of TXT records.</summary>
public static class TxtLookups
{
    /// <summary>The system's name servers, with answers cached for their time to live.</summary>
    public static TxtLookup Dns()
    {
        var client = new LookupClient(new LookupClientOptions { Timeout = TimeSpan.FromSeconds(5), Retries = 1, UseCache = true, ThrowDnsErrors = false });
        return async (name, cancellationToken) =>
        {
            try
            {
                var answer = await client.QueryAsync(name, QueryType.TXT, QueryClass.IN, cancellationToken);
                var texts = answer.Answers.OfType<TxtRecord>().Select(record => string.Concat(record.Text)).ToList();
                return answer.Header.ResponseCode switch
                {
                    DnsHeaderResponseCode.NoError when texts.Count > 0 => new TxtAnswer.Found(texts),
                    DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain => new TxtAnswer.Missing(),
                    var code => new TxtAnswer.Unavailable($"The name server answered {code} for {name}."),
                };
            }
            catch (Exception error) when (error is DnsResponseException or ArgumentException or InvalidOperationException or IOException
                or System.Net.Sockets.SocketException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return new TxtAnswer.Unavailable($"No answer about {name}: {error.Message}");
            }
        };
    }

    /// <summary>A table instead of DNS: name and value, separated by a tab, one a line; a value may be quoted, as zone files write it.</summary>
    public static TxtLookup Table(IEnumerable<string> lines)
    {
        var table = lines.Select(line => line.Split('\t', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].Trim().TrimEnd('.').ToLowerInvariant(), pair => Unquoted(pair[1].Trim()));
        return (name, _) => Task.FromResult<TxtAnswer>(table[name.TrimEnd('.').ToLowerInvariant()].ToList() is { Count: > 0 } texts
            ? new TxtAnswer.Found(texts) : new TxtAnswer.Missing());
    }

    private static string Unquoted(string value) => value.Length >= 2 && value[0] == '"' && value[^1] == '"'
        ? value[1..^1].Replace("\" \"", "", StringComparison.Ordinal).Replace("\"\"", "", StringComparison.Ordinal) : value;
}
