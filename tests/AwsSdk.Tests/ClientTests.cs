using System.Net;
using Amazon;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Amazon.ElastiCache;
using Amazon.ElastiCache.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.RDS;
using Amazon.RDS.Model;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AwsSdk.Tests;

/// <summary>Endpoints, signatures, retries, cancellation and registration.</summary>
[NonParallelizable]
public class ClientTests
{
    private const string Stacks = "<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>";
    private const string EndpointVariable = "AWS_ENDPOINT_URL_CLOUDFORMATION";

    [Test]
    public async Task Each_client_posts_a_form_to_its_own_host_signed_for_its_own_service()
    {
        var wire = new Wire()
            .Answer(Stacks)
            .Answer("<DescribeDBInstancesResponse/>")
            .Answer("<DescribeReplicationGroupsResponse/>");
        using var cloudFormation = wire.CloudFormation();
        using var rds = wire.Rds();
        using var elastiCache = wire.ElastiCache();
        await cloudFormation.DescribeStacksAsync(new DescribeStacksRequest());
        await rds.DescribeDBInstancesAsync(new DescribeDBInstancesRequest());
        await elastiCache.DescribeReplicationGroupsAsync(new DescribeReplicationGroupsRequest());

        string[] services = ["cloudformation", "rds", "elasticache"];
        foreach (var (service, sent) in services.Zip(wire.Sent))
        {
            Assert.That(sent.Uri.AbsoluteUri, Is.EqualTo($"https://{service}.eu-west-1.amazonaws.com/"));
            Assert.That(sent.Method, Is.EqualTo("POST"));
            Assert.That(sent.Headers["Content-Type"], Does.StartWith("application/x-www-form-urlencoded"));
            Assert.That(
                sent.Headers["Authorization"],
                Does.Match($@"^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/\d{{8}}/eu-west-1/{service}/aws4_request, SignedHeaders=.+, Signature=[0-9a-f]{{64}}$"));
        }
    }

    [Test]
    public async Task A_service_URL_of_ones_own_is_signed_for_the_authentication_region()
    {
        var wire = new Wire().Answer(Stacks);
        using var client = wire.CloudFormation(config =>
        {
            config.ServiceURL = "http://127.0.0.1:4566";
            config.AuthenticationRegion = "ap-southeast-2";
        });
        await client.DescribeStacksAsync(new DescribeStacksRequest());
        Assert.That(wire.Sent[0].Uri.AbsoluteUri, Is.EqualTo("http://127.0.0.1:4566/"));
        Assert.That(wire.Sent[0].Headers["Authorization"], Does.Contain("/ap-southeast-2/cloudformation/aws4_request"));
    }

    [Test]
    public async Task The_environment_can_name_the_endpoint_of_one_service()
    {
        var before = Environment.GetEnvironmentVariable(EndpointVariable);
        Environment.SetEnvironmentVariable(EndpointVariable, "http://127.0.0.1:4567");
        try
        {
            var wire = new Wire().Answer(Stacks).Answer("<DescribeDBInstancesResponse/>");
            using var client = wire.CloudFormation();
            using var other = wire.Rds();
            await client.DescribeStacksAsync(new DescribeStacksRequest());
            await other.DescribeDBInstancesAsync(new DescribeDBInstancesRequest());
            Assert.That(wire.Sent.Select(sent => sent.Uri.Authority), Is.EqualTo(new[] { "127.0.0.1:4567", "rds.eu-west-1.amazonaws.com" }));
        }
        finally
        {
            Environment.SetEnvironmentVariable(EndpointVariable, before);
        }
    }

    [TestCase("eu-west-1", false, false, "https://rds.eu-west-1.amazonaws.com/")]
    [TestCase("cn-north-1", false, false, "https://rds.cn-north-1.amazonaws.com.cn/")]
    [TestCase("us-east-2", true, false, "https://rds-fips.us-east-2.amazonaws.com/")]
    [TestCase("us-gov-west-1", true, false, "https://rds.us-gov-west-1.amazonaws.com/")]
    [TestCase("eu-west-1", false, true, "https://rds.eu-west-1.api.aws/")]
    public void The_endpoint_follows_region_partition_and_variant(string region, bool fips, bool dualStack, string url)
    {
        using var client = new Wire().Rds(config =>
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            config.UseFIPSEndpoint = fips;
            config.UseDualstackEndpoint = dualStack;
        });
        var endpoint = client.DetermineServiceOperationEndpoint(new DescribeDBInstancesRequest());
        Assert.That(new Uri(endpoint.URL).AbsoluteUri, Is.EqualTo(url));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [TestCase(HttpStatusCode.BadRequest, "Throttling")]
    [TestCase(HttpStatusCode.BadRequest, "RequestExpired")]
    public void Without_retries_there_is_exactly_one_call(HttpStatusCode status, string code)
    {
        var wire = new Wire().Error(code, "no", status);
        using var client = wire.CloudFormation();
        Assert.That(async () => await client.DescribeStacksAsync(new DescribeStacksRequest()), Throws.InstanceOf<AmazonCloudFormationException>());
        Assert.That(wire.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_clock_that_is_wrong_is_not_retried_either()
    {
        var wire = new Wire { ServerDate = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero) }
            .Error("RequestTimeTooSkewed", "no", HttpStatusCode.Forbidden);

        // A host of its own: Core remembers the skew of each host for the whole process.
        using var client = wire.CloudFormation(config =>
        {
            config.ServiceURL = "http://skewed.example.com";
            config.AuthenticationRegion = "eu-west-1";
        });
        Assert.That(async () => await client.DescribeStacksAsync(new DescribeStacksRequest()), Throws.InstanceOf<AmazonCloudFormationException>());
        Assert.That(wire.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_cancelled_call_ends_as_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var wire = new Wire { BeforeAnswer = _ => stop.Cancel() }.Answer(Stacks);
        using var client = wire.CloudFormation();
        Assert.That(
            async () => await client.DescribeStacksAsync(new DescribeStacksRequest(), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(wire.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_clients_register_with_the_dependency_injection_of_the_official_SDK()
    {
        var options = new AWSOptions { Credentials = new BasicAWSCredentials("id", "secret"), Region = RegionEndpoint.EUNorth1 };
        using var provider = new ServiceCollection()
            .AddDefaultAWSOptions(options)
            .AddAWSService<IAmazonCloudFormation>()
            .AddAWSService<IAmazonRDS>()
            .AddAWSService<IAmazonElastiCache>()
            .BuildServiceProvider();
        IClientConfig[] configs =
        [
            provider.GetRequiredService<IAmazonCloudFormation>().Config,
            provider.GetRequiredService<IAmazonRDS>().Config,
            provider.GetRequiredService<IAmazonElastiCache>().Config,
        ];
        Assert.That(configs.Select(config => config.RegionEndpoint), Is.All.EqualTo(RegionEndpoint.EUNorth1));
    }

    [Test]
    public async Task A_method_can_be_replaced_by_a_subclass()
    {
        using var client = new Frozen();
        var answer = await client.DescribeStacksAsync(CancellationToken.None);
        Assert.That(answer.Stacks, Has.Count.EqualTo(1));
    }

    private sealed class Frozen() : AmazonCloudFormationClient("id", "secret", RegionEndpoint.EUWest1)
    {
        public override Task<DescribeStacksResponse> DescribeStacksAsync(DescribeStacksRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new DescribeStacksResponse { Stacks = [new Stack()] });
    }
}
