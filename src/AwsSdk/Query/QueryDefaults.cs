using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Query;

/// <summary>Defaults that the configurations of the three clients share.</summary>
internal static class QueryDefaults
{
    /// <summary>The timeouts that AWS publishes for its default configuration modes
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html).</summary>
    public static DefaultConfigurationProvider Modes() => new(
    [
        Mode(DefaultConfigurationMode.Standard, 3100, 3100),
        Mode(DefaultConfigurationMode.InRegion, 1100, 1100),
        Mode(DefaultConfigurationMode.CrossRegion, 3100, 3100),
        Mode(DefaultConfigurationMode.Mobile, 30_000, 30_000),
        Mode(DefaultConfigurationMode.Auto, 1100, 1100),
    ]);

    /// <summary>The user agent of Core, which names the service and the version of Core.</summary>
    public static string UserAgent(string serviceId) => InternalSDKUtils.BuildUserAgentString(
        serviceId, typeof(AmazonServiceClient).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "4");

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connect, int tls) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connect),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(tls),
    };
}
