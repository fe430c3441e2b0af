using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads the group Mail:OAuth.</summary>
internal static class MailOAuthReader
{
    private const string Path = "Mail:OAuth";

    /// <summary>Null when the group is not used.</summary>
    public static MailOAuthSettings? Read(OAuthOptions options, Problems problems)
    {
        if (options is { TokenEndpoint: null, ClientId: null, ClientSecret: null, RefreshToken: null, Scope: null })
        {
            return null;
        }

        if (options.TokenEndpoint is null)
        {
            problems.Add($"{Path}:TokenEndpoint", "it is missing; access tokens come from there.");
        }

        if (options.ClientId is null)
        {
            problems.Add($"{Path}:ClientId", "it is missing; the token endpoint wants to know the application.");
        }

        if (options is { ClientSecret: null, RefreshToken: null })
        {
            problems.Add($"{Path}:ClientSecret", "it is missing; without a refresh token the application proves itself by its secret.");
        }

        var endpoint = problems.Url($"{Path}:TokenEndpoint", options.TokenEndpoint);
        if (endpoint is { Scheme: "http", IsLoopback: false })
        {
            problems.Add($"{Path}:TokenEndpoint", "secrets are sent there, so it must be https://… (http only on this machine).");
        }

        return new(
            endpoint ?? new Uri("https://invalid.example/"), options.ClientId ?? "", Secret("ClientSecret", options.ClientSecret, problems),
            Secret("RefreshToken", options.RefreshToken, problems), options.Scope);
    }

    private static SecretReference? Secret(string key, string? text, Problems problems)
    {
        var secret = text is null ? null : SecretReference.TryParse(text, problems.BaseDirectory);
        if (text is not null && secret is null)
        {
            problems.Add($"{Path}:{key}", "the value (hidden) is no secret reference; write env:NAME, file:PATH or ssm:NAME.");
        }

        return secret;
    }
}
