using System.Net;
using System.Security.Authentication;
using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs;

/// <summary>
/// Fetches templates and changelogs over HTTP: bounded in time, size and redirects, and never on to a place that is less
/// trustworthy than the one that was named.
/// </summary>
public sealed class Downloads : IDisposable
{
    /// <summary>Enough for every chain that a content network makes; a loop ends here.</summary>
    private const int MostRedirects = 5;

    /// <summary>Longer header values are no entity tag that is worth keeping.</summary>
    private const int LongestValidator = 1_000;

    /// <summary>From the first byte of the request to the last byte of the body, redirects included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TimeProvider time;
    private readonly HttpClient http;

    public Downloads(TimeProvider time)
    {
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Whether what an address says may be believed: https, or http on this machine.</summary>
    public static bool IsTrustworthy(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>The address as it may be shown: a query often holds a key.</summary>
    public static string Shown(Uri address) => address.Query.Length == 0
        ? address.GetLeftPart(UriPartial.Path)
        : address.GetLeftPart(UriPartial.Path) + "?…";

    /// <summary>Fetches what is behind an address.</summary>
    /// <param name="address">An http or https address.</param>
    /// <param name="known">What the body at hand is recognised by; null = there is none at hand.</param>
    /// <param name="mostBytes">A longer body is refused, as soon as it shows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Download> GetAsync(Uri address, Validators? known, int mostBytes, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Deadline, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var at = address;
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var request = Request(at, known);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
                if (!IsRedirect(answer.StatusCode))
                {
                    return await ReadAsync(address, at, answer, known, mostBytes, ending.Token);
                }

                if (Next(at, answer.Headers.Location) is not { } next)
                {
                    return Failed(address, at, "RedirectRefused", answer.Headers.Location is null
                        ? "it redirects without saying where."
                        : "it redirects to an address that is not https, or to this machine. Give the address that it leads to, if that is right.", false);
                }

                at = next;
            }

            return Failed(address, at, "TooManyRedirects", $"it redirects more than {MostRedirects} times.", false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(address, at, "TooSlow", $"it was not there whole within {Deadline.TotalSeconds:0} s.", true);
        }
        catch (HttpRequestException failure)
        {
            return Failed(address, at, failure.HttpRequestError == HttpRequestError.SecureConnectionError ? "TlsFailed" : "Unreachable", Words(failure), true);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return Failed(address, at, "Broken", $"the answer broke off or is damaged: {failure.Message}", true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(Uri address, Validators? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("UpgradeWorker");
        request.Headers.Accept.ParseAdd("*/*");
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        else if (known?.LastModified is { } modified)
        {
            // RFC 9110, section 13.1.3: a recipient ignores it where If-None-Match is given, so one of them is enough.
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Where a redirect leads; null if it must not be followed: from https to http, or from outside onto this machine.</summary>
    private static Uri? Next(Uri at, Uri? location)
    {
        if (location is null || !Uri.TryCreate(at, location, out var next) || next.UserInfo.Length > 0)
        {
            return null;
        }

        var isKept = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && at.Scheme == Uri.UriSchemeHttp);
        return isKept && (at.IsLoopback || !next.IsLoopback) && (!at.IsLoopback || IsTrustworthy(next)) ? next : null;
    }

    private static async Task<Download> ReadAsync(
        Uri address, Uri at, HttpResponseMessage answer, Validators? known, int mostBytes, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified && known is not null)
        {
            return new Download.Unchanged();
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return Failed(address, at, "HttpRefused", $"it answered {(int)answer.StatusCode}: {Meaning(answer.StatusCode)}", MayPass(answer.StatusCode));
        }

        if (answer.Content.Headers.ContentLength > mostBytes)
        {
            return TooLarge(address, at, mostBytes);
        }

        using var body = new MemoryStream();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var block = new byte[65_536];
        int read;
        while ((read = await stream.ReadAsync(block, cancellationToken)) > 0)
        {
            if (body.Length + read > mostBytes)
            {
                return TooLarge(address, at, mostBytes);
            }

            body.Write(block, 0, read);
        }

        return new Download.Fetched(body.ToArray(), Header(answer, "ETag"), Header(answer, "Last-Modified"));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        (answer.Headers.NonValidated.TryGetValues(name, out var values) || answer.Content.Headers.NonValidated.TryGetValues(name, out values))
        && values.ToString() is { Length: > 0 and <= LongestValidator } text
            ? text
            : null;

    private static string Meaning(HttpStatusCode status) => (int)status switch
    {
        404 or 410 => "nothing is there; give the right address.",
        401 or 403 or 407 => "it does not let the worker read; give an address that needs no log-in, or put the file where the worker may read it.",
        408 or 429 or >= 500 => "the server is busy or broken; it is tried again.",
        _ => "that is no file; give the address of the file itself.",
    };

    private static bool MayPass(HttpStatusCode status) => (int)status is 408 or 429 or >= 500;

    private static string Words(HttpRequestException failure) => failure switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => "its host name is not known; look at the address and the network.",
        { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException inner } =>
            $"its certificate is not accepted: {inner.Message}",
        _ => $"it could not be reached: {failure.Message}",
    };

    private static Download.Failed TooLarge(Uri address, Uri at, int mostBytes) =>
        Failed(address, at, "TooLarge", $"it sends more than {mostBytes} bytes, which is more than is read.", false);

    private static Download.Failed Failed(Uri address, Uri at, string reason, string what, bool mayPass) => new(
        new Finding(reason, $"{Shown(address)}{(at == address ? "" : $" (redirected to {Shown(at)})")} cannot be read: {what}"), mayPass);
}
