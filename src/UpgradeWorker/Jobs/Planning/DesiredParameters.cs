using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>What people want a stack's parameters, and its release, to be.</summary>
/// <param name="Values">Wanted values by parameter; a request's override those of the settings.</param>
/// <param name="SecretKeys">Those whose value must not be shown or stored.</param>
/// <param name="Release">The version that a request names; null = none does.</param>
public sealed record Desired(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SecretKeys, string? Release)
{
    /// <summary>Everything as it is.</summary>
    public static Desired Nothing { get; } = new(new Dictionary<string, string>(), new HashSet<string>(), null);
}

/// <summary>Reads what is wanted from settings and requests.</summary>
public sealed class DesiredParameters(SecretResolver secrets)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="SecretUnavailableException">A secret of the settings cannot be read.</exception>
    public async Task<Desired> ReadAsync(StackSettings stack, OperatorCommand? request, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var secret = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in stack.Parameters)
        {
            values[key] = await secrets.ResolveAsync(value, cancellationToken);
            if (value is TextOrSecret.Secret)
            {
                secret.Add(key);
            }
        }

        foreach (var (name, value) in request?.Arguments ?? new Dictionary<string, string>())
        {
            if (name.StartsWith("set:", StringComparison.Ordinal))
            {
                values[name[4..]] = value;
            }
        }

        return new Desired(values, secret, request?.Arguments.GetValueOrDefault("release"));
    }

    /// <summary>The request of a local operator that still waits: the newest one, unless a run since then fulfilled it.</summary>
    public static async Task<OperatorCommand?> RequestAsync(Session session, StackSettings stack)
    {
        var requests = await CommandStore.WithVerbAsync(session, "request");
        var newest = requests.LastOrDefault(request => request.Stack == stack.Key.Value);
        var latest = await RunProgressStore.LatestOfAsync(session, stack.Key);
        return newest is not null && latest is { Ending: RunEnding.Succeeded } && latest.StartedAt > newest.At ? null : newest;
    }
}
