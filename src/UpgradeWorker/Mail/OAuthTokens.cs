using System.Globalization;
using System.Net;
using System.Text.Json;
using MailKit.Security;

namespace UpgradeWorker.Mail;

/// <summary>How an application asks for access tokens.</summary>
/// <param name="TokenEndpoint">RFC 6749 section 3.2.</param>
/// <param name="ClientId">Id of the application.</param>
/// <param name="ClientSecret">Its secret; null = a public client.</param>
/// <param name="RefreshToken">Null = client credentials (section 4.4), else the grant of section 6.</param>
/// <param name="Scope">Null = not sent.</param>
public sealed record OAuthClient(Uri TokenEndpoint, string ClientId, MailSecret? ClientSecret, MailSecret? RefreshToken, string? Scope);

/// <summary>
/// Gets access tokens (RFC 6749) for the login at mail servers, keeps each as long as it lives, and gets the next one a little before
/// its end. Tokens are kept in memory alone.
/// </summary>
/// <param name="client">How they are asked for.</param>
/// <param name="http">Calls the endpoint; bounded in time and size.</param>
/// <param name="clock">Tells when a token ends.</param>
/// <param name="hide">Told every token, so that none shows up in a log.</param>
public sealed class OAuthTokens(OAuthClient client, HttpClient http, TimeProvider clock, Action<string> hide) : IDisposable
{
    /// <summary>Before its end a token is not used any more: clocks differ, and a session begins slowly.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Where the endpoint does not tell (section 5.1 recommends it, no more).</summary>
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim one = new(1, 1);
    private string? token;
    private string? rotated;
    private DateTimeOffset renewAt;

    /// <summary>An HTTP client as it is needed here.</summary>
    public static HttpClient CreateHttp() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = 64 * 1024,
        };

    /// <summary>A token that is good for a while.</summary>
    /// <exception cref="AuthenticationException">The endpoint refuses; a person must act.</exception>
    /// <exception cref="IOException">The endpoint cannot be reached or has troubles of its own; it may go later.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (token is null || clock.GetUtcNow() >= renewAt)
            {
                token = await RequestAsync(cancellationToken);
            }

            return token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Gives a token up that a server refused.</summary>
    /// <returns>Whether it was kept from an earlier login, so that a new one is worth a try.</returns>
    public bool Forget(string refused)
    {
        var was = token == refused;
        token = was ? null : token;
        return was;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task<string> RequestAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["client_id"] = client.ClientId };
        if (client.ClientSecret is { } secret)
        {
            form["client_secret"] = await secret.RevealAsync(cancellationToken);
        }

        form["grant_type"] = client.RefreshToken is null ? "client_credentials" : "refresh_token";
        if (client.RefreshToken is { } refresh)
        {
            form["refresh_token"] = rotated ?? await refresh.RevealAsync(cancellationToken);
        }

        if (client.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await http.PostAsync(client.TokenEndpoint, content, cancellationToken);
            return Read(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException error)
        {
            throw new IOException($"The token endpoint {client.TokenEndpoint.Host} cannot be reached: {error.Message}", error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The token endpoint {client.TokenEndpoint.Host} did not answer within {http.Timeout.TotalSeconds:0} s.");
        }
    }

    private string Read(HttpStatusCode status, string body)
    {
        var fields = Fields(body);
        if ((int)status is >= 400 and < 500 and not (408 or 429))
        {
            // A refresh token that was replaced may be refused after a restore; the configured one gets its chance next time.
            rotated = null;
            throw new AuthenticationException(
                $"The token endpoint {client.TokenEndpoint.Host} refuses ({(int)status} {fields.GetValueOrDefault("error", "without a reason")}): check Mail:OAuth, the secret's end, and the application's rights.");
        }

        if (status != HttpStatusCode.OK || fields.GetValueOrDefault("access_token") is not { Length: > 0 } access)
        {
            throw new IOException($"The token endpoint {client.TokenEndpoint.Host} answered {(int)status} without a token.");
        }

        hide(access);
        if (fields.GetValueOrDefault("refresh_token") is { Length: > 0 } next && client.RefreshToken is not null)
        {
            hide(next);
            rotated = next;
        }

        var life = double.TryParse(fields.GetValueOrDefault("expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e7
            ? TimeSpan.FromSeconds(seconds) : UnknownLife;
        renewAt = clock.GetUtcNow() + (life > Margin * 2 ? life - Margin : life / 2);
        return access;
    }

    private static Dictionary<string, string> Fields(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object ? [] : document.RootElement.EnumerateObject()
                .Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).DistinctBy(field => field.Name)
                .ToDictionary(field => field.Name, field => new string(field.Value.ToString().Where(c => !char.IsControl(c)).Take(8192).ToArray()));
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
