using System.Net;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Amazon.ElastiCache;
using Amazon.ElastiCache.Model;
using Amazon.RDS;
using Amazon.RDS.Model;
using Amazon.Runtime;

namespace AwsSdk.Tests;

/// <summary>Error answers become typed exceptions that keep code, text, status and request id.</summary>
public class ErrorTests
{
    [TestCase("ChangeSetNotFound", typeof(ChangeSetNotFoundException))]
    [TestCase("InvalidChangeSetStatus", typeof(InvalidChangeSetStatusException))]
    [TestCase("AlreadyExistsException", typeof(AlreadyExistsException))]
    [TestCase("LimitExceededException", typeof(LimitExceededException))]
    [TestCase("InsufficientCapabilitiesException", typeof(InsufficientCapabilitiesException))]
    [TestCase("TokenAlreadyExistsException", typeof(TokenAlreadyExistsException))]
    [TestCase("ValidationError", typeof(AmazonCloudFormationException))]
    [TestCase("Throttling", typeof(AmazonCloudFormationException))]
    public async Task CloudFormation_error_codes_have_their_exceptions(string code, Type type)
    {
        using var client = new Wire().Error(code, "Stack [x] does not exist").CloudFormation();
        var e = (await Assert.CatchAsync<AmazonCloudFormationException>(() => client.DescribeStacksAsync(new DescribeStacksRequest())))!;
        Assert.That(e, Is.TypeOf(type));
        Assert.That((e.ErrorCode, e.Message, e.StatusCode, e.RequestId), Is.EqualTo((code, "Stack [x] does not exist", HttpStatusCode.BadRequest, "r-1")));
        Assert.That(e.ErrorType, Is.EqualTo(ErrorType.Sender));
    }

    [TestCase("DBSnapshotAlreadyExists", typeof(DBSnapshotAlreadyExistsException))]
    [TestCase("DBSnapshotNotFound", typeof(DBSnapshotNotFoundException))]
    [TestCase("DBInstanceNotFound", typeof(DBInstanceNotFoundException))]
    [TestCase("InvalidDBInstanceState", typeof(InvalidDBInstanceStateException))]
    [TestCase("SnapshotQuotaExceeded", typeof(Amazon.RDS.Model.SnapshotQuotaExceededException))]
    [TestCase("KMSKeyNotAccessibleFault", typeof(AmazonRDSException))]
    public async Task RDS_error_codes_have_their_exceptions(string code, Type type)
    {
        using var client = new Wire().Error(code, "no").Rds();
        var e = (await Assert.CatchAsync<AmazonRDSException>(() => client.CreateDBSnapshotAsync(new CreateDBSnapshotRequest())))!;
        Assert.That(e, Is.TypeOf(type).With.Property("ErrorCode").EqualTo(code));
    }

    [TestCase("SnapshotAlreadyExistsFault", typeof(SnapshotAlreadyExistsException))]
    [TestCase("SnapshotNotFoundFault", typeof(SnapshotNotFoundException))]
    [TestCase("SnapshotQuotaExceededFault", typeof(Amazon.ElastiCache.Model.SnapshotQuotaExceededException))]
    [TestCase("ReplicationGroupNotFoundFault", typeof(ReplicationGroupNotFoundException))]
    [TestCase("InvalidReplicationGroupState", typeof(InvalidReplicationGroupStateException))]
    [TestCase("InvalidCacheClusterState", typeof(InvalidCacheClusterStateException))]
    public async Task ElastiCache_error_codes_have_their_exceptions(string code, Type type)
    {
        using var client = new Wire().Error(code, "no").ElastiCache();
        var e = (await Assert.CatchAsync<AmazonElastiCacheException>(() => client.CreateSnapshotAsync(new CreateSnapshotRequest())))!;
        Assert.That(e, Is.TypeOf(type).With.Property("ErrorCode").EqualTo(code));
    }

    [TestCase("<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>", TestName = "An_HTML_page_with_an_error_status_is_an_error_of_the_service")]
    [TestCase("", TestName = "An_empty_body_with_an_error_status_is_an_error_of_the_service")]
    [TestCase("<ErrorResponse><Error><Code>Broken", TestName = "A_cut_off_error_body_is_an_error_of_the_service")]
    public async Task Whatever_a_failing_answer_holds_its_status_is_kept(string body)
    {
        using var client = new Wire().Answer(body, HttpStatusCode.ServiceUnavailable).CloudFormation();
        var e = (await Assert.CatchAsync<AmazonServiceException>(() => client.DescribeStacksAsync(new DescribeStacksRequest())))!;
        Assert.That(e.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase("<html><body>Log in to the hotel network</body></html>", TestName = "A_page_of_a_proxy_is_not_an_answer_without_stacks")]
    [TestCase("", TestName = "An_empty_body_is_not_an_answer_without_stacks")]
    [TestCase("<DescribeStacksResponse><DescribeStacksResult><Stacks>", TestName = "A_cut_off_body_is_not_an_answer_without_stacks")]
    [TestCase(
        "<!DOCTYPE x [<!ENTITY a \"b\">]><DescribeStacksResponse><DescribeStacksResult><NextToken>&a;</NextToken></DescribeStacksResult></DescribeStacksResponse>",
        TestName = "A_body_that_defines_entities_is_refused")]
    public void A_successful_status_with_another_body_is_an_error(string body)
    {
        using var client = new Wire().Answer(body).CloudFormation();
        Assert.That(async () => await client.DescribeStacksAsync(new DescribeStacksRequest()), Throws.InstanceOf<AmazonUnmarshallingException>());
    }

    [Test]
    public async Task A_value_that_is_not_of_its_type_is_an_error_that_names_the_member()
    {
        using var client = new Wire().Answer(
            "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><TimeoutInMinutes>soon</TimeoutInMinutes></member></Stacks></DescribeStacksResult></DescribeStacksResponse>").CloudFormation();
        var e = (await Assert.CatchAsync<AmazonUnmarshallingException>(() => client.DescribeStacksAsync(new DescribeStacksRequest())))!;
        Assert.That(e.Message, Does.Contain("member.TimeoutInMinutes holds 'soon'"));
    }

    [Test]
    public void Exceptions_can_be_made_without_an_answer()
    {
        Assert.That(new ChangeSetNotFoundException("gone").Message, Is.EqualTo("gone"));
    }
}
