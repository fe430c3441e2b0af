using System.Net;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class AwsCallsTests
{
    private const string StackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1";
    private const string Stack = $"<Stacks><member><StackName>tts</StackName><StackId>{StackArn}</StackId><StackStatus>CREATE_COMPLETE</StackStatus>"
        + "<CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>";

    [Test]
    public async Task A_throttled_call_waits_2_4_8_16_seconds_and_succeeds()
    {
        using var aws = new ScriptedAws().Times(4, one => one.Refuses("Throttling", "Rate exceeded")).Answers("DescribeStacks", Stack);

        var progress = await aws.Run(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(progress?.Status, Is.EqualTo("CREATE_COMPLETE"));
        Assert.That(aws.Backoffs, Is.EqualTo(new[] { 2.0, 4, 8, 16 }));
    }

    [Test]
    public async Task A_server_fault_is_retried_sooner_than_a_throttle()
    {
        using var aws = new ScriptedAws().Times(3, one => one.Refuses("InternalFailure", status: HttpStatusCode.InternalServerError))
            .Answers("DescribeStacks", Stack);

        await aws.Run(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(aws.Backoffs, Is.EqualTo(new[] { 0.25, 0.5, 1 }));
    }

    [Test]
    public async Task Attempts_are_bounded()
    {
        using var aws = new ScriptedAws(new CallLimits(TimeSpan.FromMinutes(1), 3))
            .Times(10, one => one.Refuses("ServiceUnavailable", status: HttpStatusCode.ServiceUnavailable));

        var fault = await aws.Fault(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Transient));
        Assert.That(aws.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_deadline_of_the_whole_call_ends_its_waits_and_tells_the_last_fault()
    {
        using var aws = new ScriptedAws(new CallLimits(TimeSpan.FromSeconds(10), 6)).Times(10, one => one.Refuses("Throttling"));

        var fault = await aws.Fault(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Throttled));
        Assert.That(aws.Requests, Has.Count.EqualTo(3), "after 2 s and 4 s, a third wait of 8 s does not fit any more");
    }

    [Test]
    public async Task A_call_without_an_answer_is_given_up_and_tried_again()
    {
        using var aws = new ScriptedAws().NeverAnswers().Answers("DescribeStacks", Stack);

        var progress = await aws.Run(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(progress, Is.Not.Null);
        Assert.That(aws.Attempts[0].ErrorCode, Is.EqualTo("DeadlineExceeded"));
        Assert.That(aws.Attempts[0].Took, Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task A_fault_that_waiting_does_not_cure_is_not_retried()
    {
        using var aws = new ScriptedAws().Refuses("ValidationError", "Template format error");

        var fault = await aws.Fault(aws.Clients.Drift.StartAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Validation));
        Assert.That(fault.IsRetryable, Is.False);
        Assert.That(aws.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    public async Task What_was_never_sent_has_no_effect(HttpRequestError error)
    {
        using var aws = new ScriptedAws().Times(6, one => one.Throws(error));

        var fault = await aws.Fault(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t1", CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Unreachable));
        Assert.That(fault.EffectUnknown, Is.False);
        Assert.That(aws.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_lost_answer_to_an_execution_is_never_followed_by_a_second_sending()
    {
        using var aws = new ScriptedAws().Throws(HttpRequestError.ResponseEnded).Answers("ExecuteChangeSet", "");

        var fault = await aws.Fault(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t1", CancellationToken.None));

        Assert.That(fault.EffectUnknown, Is.True);
        Assert.That(fault.IsRetryable, Is.True);
        Assert.That(fault.ErrorCode, Is.EqualTo("ConnectionLost"));
        Assert.That(aws.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_execution_without_an_answer_or_with_a_5xx_may_have_happened([Values] bool answered)
    {
        using var aws = new ScriptedAws();
        _ = answered ? aws.Refuses("InternalFailure", status: HttpStatusCode.InternalServerError) : aws.NeverAnswers();

        var fault = await aws.Fault(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t1", CancellationToken.None));

        Assert.That(fault.EffectUnknown, Is.True);
        Assert.That(fault.Message, Does.Contain("may or may not have taken effect"));
        Assert.That(aws.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_throttled_execution_did_not_happen_and_is_sent_again()
    {
        using var aws = new ScriptedAws().Refuses("Throttling").Answers("ExecuteChangeSet", "");

        await aws.Run(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t1", CancellationToken.None));

        Assert.That(aws.Requests, Has.Count.EqualTo(2));
        Assert.That(aws.Requests[1]["ClientRequestToken"], Is.EqualTo("t1"));
        Assert.That(aws.Requests[1], Does.Not.ContainKey("DisableRollback"));
    }

    [Test]
    public async Task A_write_stays_in_doubt_when_a_later_attempt_is_refused()
    {
        using var aws = new ScriptedAws().Throws(HttpRequestError.ResponseEnded).Refuses("SnapshotQuotaExceeded");

        var fault = await aws.Fault(
            aws.Clients.Databases.CreateSnapshotAsync("s", "db", new Dictionary<string, string>(), CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Quota));
        Assert.That(fault.EffectUnknown, Is.True);
    }

    [Test]
    public async Task A_read_is_never_in_doubt()
    {
        using var aws = new ScriptedAws().Times(6, one => one.Throws(HttpRequestError.ResponseEnded));

        var fault = await aws.Fault(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(fault.EffectUnknown, Is.False);
    }

    [Test]
    public async Task Unreadable_answers_are_faults_that_pass()
    {
        using var aws = new ScriptedAws().Times(6, one => one.AnswersText(HttpStatusCode.OK, "<html>busy"));

        var fault = await aws.Fault(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Transient));
    }

    [Test]
    public async Task An_error_page_of_a_proxy_is_classed_by_its_status()
    {
        using var aws = new ScriptedAws().Times(6, one => one.AnswersText(HttpStatusCode.BadGateway, "<html>bad gateway</html>"));

        var fault = await aws.Fault(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Transient));
    }

    [Test]
    public void Cancelling_ends_a_call_as_cancelled_not_as_a_fault()
    {
        using var aws = new ScriptedAws().NeverAnswers();
        using var cancelling = new CancellationTokenSource();

        var call = aws.Clients.Stacks.StatusAsync(StackArn, cancelling.Token);
        cancelling.Cancel();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_worker_names_itself_and_its_version()
    {
        using var aws = new ScriptedAws().Answers("DescribeStacks", Stack);

        await aws.Run(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None));

        Assert.That(aws.LastHeaders!.UserAgent.ToString(), Does.Match(@"(^| )UpgradeWorker/\d+\.\d+\.\d+( |$)"));
        Assert.That(aws.LastAddress?.AbsoluteUri, Is.EqualTo("https://cloudformation.eu-west-1.amazonaws.com/"));
    }
}
