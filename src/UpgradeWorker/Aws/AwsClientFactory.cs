using System.Reflection;
using Amazon;
using Amazon.CloudFormation;
using Amazon.ElastiCache;
using Amazon.MarketplaceDiscovery;
using Amazon.RDS;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

namespace UpgradeWorker.Aws;

/// <summary>Makes the clients of each distinct connection once and keeps them. Thread-safe. Disposing it ends all clients.</summary>
public sealed class AwsClientFactory : IDisposable
{
    private static readonly string Version =
        typeof(AwsClientFactory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly Dictionary<StackConnection, (AwsClients Clients, StackClients Gateways)> made = [];
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Func<double> random;
    private readonly Action<AwsAttempt>? log;

    // One pool of sockets for all connections. Renewed addresses are noticed within five minutes.
    private readonly SocketsHttpHandler sockets = new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
    };

    /// <param name="time">Clock of deadlines and backoff.</param>
    /// <param name="log">Told of every attempt at a call; null = nobody listens. Must not throw.</param>
    /// <param name="random">Numbers from 0 to 1 for the backoff's jitter; null = the machine's.</param>
    public AwsClientFactory(TimeProvider time, Action<AwsAttempt>? log = null, Func<double>? random = null)
    {
        this.time = time;
        this.log = log;
        this.random = random ?? Random.Shared.NextDouble;
    }

    /// <summary>The clients of a connection. Makes no call and asks for no credentials yet.</summary>
    public StackClients For(StackConnection connection)
    {
        lock (gate)
        {
            if (!made.TryGetValue(connection, out var found))
            {
                var clients = Make(connection);
                made.Add(connection, found = (clients, new StackClients(clients)));
            }

            return found.Gateways;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (clients, _) in made.Values)
            {
                clients.Dispose();
            }

            made.Clear();
        }

        sockets.Dispose();
    }

    private AwsClients Make(StackConnection connection)
    {
        var clock = new ResponseClock(connection.HandlerFactory?.Invoke() ?? sockets, $"UpgradeWorker/{Version}");
        var http = new HttpClient(clock, disposeHandler: connection.HandlerFactory is not null) { Timeout = Timeout.InfiniteTimeSpan };
        var shared = new SharedHttpClientFactory(http);
        var endpoints = connection.Endpoints;

        T Configured<T>(T config, Uri? endpoint)
            where T : ClientConfig
        {
            config.MaxErrorRetry = 0;
            config.MaxStaleConnectionRetries = 0;
            config.HttpClientFactory = shared;
            config.AuthenticationRegion = connection.Region;
            if ((endpoint ?? endpoints.All) is { } address)
            {
                config.ServiceURL = address.AbsoluteUri;
            }
            else
            {
                config.RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
            }

            return config;
        }

        AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
            new(credentials, Configured(new AmazonSecurityTokenServiceConfig(), endpoints.Sts));

        var credentials = WorkerCredentials.Base(connection, Configured(new AmazonSecurityTokenServiceConfig(), endpoints.Sts));
        List<IDisposable> brokers = [];
        if (connection.AssumeRole is { } role)
        {
            var assuming = Sts(credentials);
            var assumed = new AssumedRoleCredentials(assuming, credentials, role, time);
            brokers.AddRange([assuming, assumed]);
            credentials = new WorkerCredentials(() => Task.FromResult<AWSCredentials>(assumed), AwsOperations.AssumeRole);
        }

        var s3 = Configured(new AmazonS3Config(), endpoints.S3);
        s3.ForcePathStyle = (endpoints.S3 ?? endpoints.All) is not null;
        s3.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        s3.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;

        return new AwsClients
        {
            Connection = connection,
            Calls = new AwsCalls(connection.Limits, credentials, () => clock.SignatureSkew, time, random, log),
            Time = time,
            Clock = clock,
            CloudFormation = new AmazonCloudFormationClient(credentials, Configured(new AmazonCloudFormationConfig(), endpoints.CloudFormation)),
            Rds = new AmazonRDSClient(credentials, Configured(new AmazonRDSConfig(), endpoints.Rds)),
            ElastiCache = new AmazonElastiCacheClient(credentials, Configured(new AmazonElastiCacheConfig(), endpoints.ElastiCache)),
            Ssm = new AmazonSimpleSystemsManagementClient(
                credentials, Configured(new AmazonSimpleSystemsManagementConfig(), endpoints.Ssm)),
            S3 = new AmazonS3Client(credentials, s3),
            Marketplace = new AmazonMarketplaceDiscoveryClient(
                credentials, Configured(new AmazonMarketplaceDiscoveryConfig(), endpoints.MarketplaceDiscovery)),
            Sts = Sts(credentials),
            AlsoOwned = [.. brokers, http],
        };
    }

    /// <summary>Gives every client the same HttpClient, which the factory owns.</summary>
    private sealed class SharedHttpClientFactory(HttpClient http) : Amazon.Runtime.HttpClientFactory
    {
        private readonly string key = Guid.NewGuid().ToString("N");

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override string GetConfigUniqueString(IClientConfig clientConfig) => key;
    }
}
