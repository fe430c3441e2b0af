using System.Globalization;

namespace UpgradeWorker.Aws;

/// <summary>Names the worker in each request and compares AWS's clock with this machine's.</summary>
internal sealed class ResponseClock(HttpMessageHandler inner, string product) : DelegatingHandler(inner)
{
    // Signatures carry the machine's own time whatever clock the worker runs on, so that is the one to compare.
    private static readonly TimeProvider MachineClock = TimeProvider.System;

    private long skewTicks = long.MinValue;
    private long signatureTicks = long.MinValue;

    /// <summary>How far AWS's clock was ahead of this machine's at the last answer, to the second; null before the first.</summary>
    public TimeSpan? Skew => Volatile.Read(ref skewTicks) is var ticks && ticks == long.MinValue ? null : new TimeSpan(ticks);

    /// <summary>
    /// How far AWS's clock was ahead of the time that the last answered request was signed with; null before the first. It differs from
    /// <see cref="Skew"/> where the SDK corrects its time by an earlier answer, rightly or, once this machine's clock was set right, wrongly.
    /// </summary>
    public TimeSpan? SignatureSkew => Volatile.Read(ref signatureTicks) is var ticks && ticks == long.MinValue ? null : new TimeSpan(ticks);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // SigV4 does not sign this header, so that adding to it spoils nothing.
        request.Headers.TryAddWithoutValidation("User-Agent", product);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.Date is { } date)
        {
            Volatile.Write(ref skewTicks, (date - MachineClock.GetUtcNow()).Ticks);
            Volatile.Write(ref signatureTicks, (date - (SignedAt(request) ?? MachineClock.GetUtcNow())).Ticks);
        }

        return response;
    }

    private static DateTimeOffset? SignedAt(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("X-Amz-Date", out var values) && DateTimeOffset.TryParseExact(
            values.ToString(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
