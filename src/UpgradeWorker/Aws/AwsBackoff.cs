namespace UpgradeWorker.Aws;

/// <summary>How long to wait after a failed attempt. Pure; the randomness comes in.</summary>
public static class AwsBackoff
{
    private static readonly TimeSpan LongestThrottle = TimeSpan.FromSeconds(32);
    private static readonly TimeSpan LongestFault = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Throttles: 2, 4, 8, 16, 32 s, which AWS advises against CloudFormation's <c>Rate exceeded</c> (re:Post, "Throttling or Rate exceeded
    /// errors in CloudFormation"). Other faults: 0.25, 0.5, 1, 2, 4, 5 s. Both times a factor from 0.5 to 1.5, so that workers that
    /// were refused together do not come back together.
    /// </summary>
    /// <param name="kind">What the attempt met.</param>
    /// <param name="failures">Failed attempts so far, from 1.</param>
    /// <param name="random">From 0 (inclusive) to 1 (exclusive).</param>
    public static TimeSpan Delay(AwsFaultKind kind, int failures, double random)
    {
        var (first, longest) = kind == AwsFaultKind.Throttled
            ? (TimeSpan.FromSeconds(2), LongestThrottle)
            : (TimeSpan.FromSeconds(0.25), LongestFault);
        var doubled = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return (doubled < longest ? doubled : longest) * (0.5 + random);
    }
}
