using Amazon.CloudFormation.Model;
using Amazon.RDS.Model;
using Amazon.Runtime;

namespace AwsSdk.Tests;

/// <summary>Sequences over pages.</summary>
public class PaginatorTests
{
    [Test]
    public async Task Events_of_all_pages_come_one_by_one_and_each_page_is_asked_for_with_the_token_of_the_one_before()
    {
        var wire = new Wire().Answer(Events("<NextToken>t1</NextToken>", "e1", "e2")).Answer(Events("<NextToken>t2</NextToken>")).Answer(Events("", "e3"));
        using var client = wire.CloudFormation();
        var seen = new List<string?>();
        await foreach (var e in client.Paginators.DescribeStackEvents(new DescribeStackEventsRequest { StackName = "tts" }).StackEvents)
        {
            seen.Add(e.EventId);
        }

        Assert.That(seen, Is.EqualTo(new[] { "e1", "e2", "e3" }));
        Assert.That(
            wire.Sent.Select(sent => sent.Form.SingleOrDefault(pair => pair.StartsWith("NextToken=", StringComparison.Ordinal))),
            Is.EqualTo(new[] { null, "NextToken=t1", "NextToken=t2" }));
    }

    [Test]
    public async Task Pages_are_asked_for_only_as_they_are_read()
    {
        var wire = new Wire().Answer(Events("<NextToken>t1</NextToken>", "e1"));
        using var client = wire.CloudFormation();
        await foreach (var page in client.Paginators.DescribeStackEvents(new DescribeStackEventsRequest { StackName = "tts" }).Responses)
        {
            Assert.That(page.StackEvents, Has.Count.EqualTo(1));
            break;
        }

        Assert.That(wire.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task RDS_pages_go_by_marker()
    {
        var wire = new Wire()
            .Answer("<DescribeDBInstancesResponse><DescribeDBInstancesResult><Marker>m1</Marker><DBInstances><DBInstance><DBInstanceIdentifier>a</DBInstanceIdentifier></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>")
            .Answer("<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceIdentifier>b</DBInstanceIdentifier></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>");
        using var client = wire.Rds();
        var seen = new List<string?>();
        await foreach (var instance in client.Paginators.DescribeDBInstances(new DescribeDBInstancesRequest()).DBInstances)
        {
            seen.Add(instance.DBInstanceIdentifier);
        }

        Assert.That(seen, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(wire.Sent[1].Form, Does.Contain("Marker=m1"));
    }

    [Test]
    public void A_token_that_repeats_is_an_error_and_not_an_endless_loop()
    {
        var wire = new Wire().Answer(Events("<NextToken>t1</NextToken>")).Answer(Events("<NextToken>t1</NextToken>"));
        using var client = wire.CloudFormation();
        var pages = client.Paginators.DescribeStackEvents(new DescribeStackEventsRequest());
        Assert.That(() => CountAsync(pages.Responses), Throws.InstanceOf<AmazonClientException>());
    }

    [Test]
    public async Task A_paginator_is_good_for_one_pass()
    {
        using var client = new Wire().Answer(Events("")).CloudFormation();
        var pages = client.Paginators.DescribeStackEvents(new DescribeStackEventsRequest());
        Assert.That(await CountAsync(pages.Responses), Is.EqualTo(1));
        Assert.That(() => CountAsync(pages.StackEvents), Throws.InvalidOperationException);
    }

    [Test]
    public void Cancellation_ends_a_sequence()
    {
        using var stop = new CancellationTokenSource();
        var wire = new Wire { BeforeAnswer = n => { if (n == 2) { stop.Cancel(); } } }.Answer(Events("<NextToken>t1</NextToken>")).Answer(Events(""));
        using var client = wire.CloudFormation();
        var pages = client.Paginators.DescribeStackEvents(new DescribeStackEventsRequest());
        Assert.That(() => CountAsync(pages.Responses, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task<int> CountAsync<T>(IPaginatedEnumerable<T> sequence, CancellationToken cancellationToken = default)
    {
        var n = 0;
        await foreach (var _ in sequence.WithCancellation(cancellationToken))
        {
            n++;
        }

        return n;
    }

    private static string Events(string token, params string[] ids) =>
        "<DescribeStackEventsResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><DescribeStackEventsResult><StackEvents>"
        + string.Concat(ids.Select(id => $"<member><EventId>{id}</EventId></member>"))
        + $"</StackEvents>{token}</DescribeStackEventsResult></DescribeStackEventsResponse>";
}
