using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.Query;

/// <summary>Asks for page after page until no token comes back. Good for one pass, as the official paginators are.</summary>
internal sealed class TokenPaginator<TRequest, TResponse>(
    TRequest request,
    Func<TRequest, CancellationToken, Task<TResponse>> call,
    Func<TResponse, string?> nextToken,
    Action<TRequest, string?> setToken) : IPaginator<TResponse>
    where TRequest : AmazonWebServiceRequest
{
    private int _used;

    public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new InvalidOperationException("This paginator was used already; make a new one.");
        }

        PaginatorUtils.SetUserAgentAdditionOnRequest(request);
        string? token = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = await call(request, cancellationToken).ConfigureAwait(false);
            yield return response;
            var next = nextToken(response);
            if (string.IsNullOrEmpty(next))
            {
                yield break;
            }

            // A service that repeats its token would keep the caller here for ever.
            if (next == token)
            {
                throw new AmazonClientException($"{typeof(TRequest).Name}: the service returned the same page token twice.");
            }

            token = next;
            setToken(request, token);
        }
    }
}
