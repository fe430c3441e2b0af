namespace UpgradeWorker.Tests.Stories;

/// <summary>A network that swallows requests while it is silent.</summary>
internal sealed class SilenceHandler(Func<bool> isSilent) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (isSilent())
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A region in which there is nothing.</summary>
internal sealed class NobodyHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "nobody is here"));
}
