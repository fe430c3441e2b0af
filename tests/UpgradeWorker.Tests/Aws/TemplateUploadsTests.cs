using System.Net;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class TemplateUploadsTests
{
    // SHA-256 of "{}".
    private const string Key = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.template";

    [Test]
    public async Task A_template_is_put_under_the_hash_of_its_content()
    {
        using var aws = new ScriptedAws().AnswersText(HttpStatusCode.NotFound, "").AnswersText(HttpStatusCode.OK, "");

        var address = await aws.Run(aws.Clients.TemplateUploads.UploadAsync("our-bucket", "templates/", "{}", CancellationToken.None));

        Assert.That(address.AbsoluteUri, Is.EqualTo($"https://our-bucket.s3.eu-west-1.amazonaws.com/templates/{Key}"));
        Assert.That(aws.LastAddress!.AbsolutePath, Is.EqualTo($"/templates/{Key}"));
        Assert.That(aws.LastHeaders!.GetValues("x-amz-checksum-sha256"), Is.EqualTo(new[] { "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=" }));
    }

    [Test]
    public async Task A_template_that_is_there_is_not_written_again()
    {
        using var aws = new ScriptedAws().AnswersText(HttpStatusCode.OK, "{}");

        await aws.Run(aws.Clients.TemplateUploads.UploadAsync("our-bucket", "", "{}", CancellationToken.None));

        Assert.That(aws.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_the_right_to_list_the_bucket_it_is_simply_written()
    {
        using var aws = new ScriptedAws().AnswersText(HttpStatusCode.Forbidden, "").AnswersText(HttpStatusCode.OK, "");

        var address = await aws.Run(aws.Clients.TemplateUploads.UploadAsync("our.bucket", "", "{}", CancellationToken.None));

        Assert.That(address.AbsoluteUri, Is.EqualTo($"https://s3.eu-west-1.amazonaws.com/our.bucket/{Key}"));
        Assert.That(aws.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_missing_bucket_is_a_fault()
    {
        using var aws = new ScriptedAws().AnswersText(HttpStatusCode.NotFound, "")
            .AnswersText(HttpStatusCode.NotFound, "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>");

        var fault = await aws.Fault(aws.Clients.TemplateUploads.UploadAsync("nobody", "", "{}", CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Gone));
        Assert.That(fault.Message, Does.Contain("s3:PutObject"));
    }

    [Test]
    public void Only_templates_over_51200_bytes_need_it()
    {
        Assert.That(TemplateUploads.IsNeededFor(new string('x', 51_200)), Is.False);
        Assert.That(TemplateUploads.IsNeededFor(new string('x', 51_201)), Is.True);
        Assert.That(TemplateUploads.IsNeededFor(new string('é', 25_601)), Is.True, "bytes count, not characters");
    }
}
