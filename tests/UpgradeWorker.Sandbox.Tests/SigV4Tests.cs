using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.Tests;

[TestFixture]
public sealed class SigV4Tests
{
    [Test]
    public void The_worked_example_of_AWS_gets_the_documented_signature()
    {
        // "Create a signed AWS API request" in the AWS General Reference: ListUsers of 2015-08-30.
        var header = SigV4Header.Parse(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
            + "SignedHeaders=content-type;host;x-amz-date, "
            + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")!;
        var request = new SandboxRequest(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            new Dictionary<string, string>
            {
                ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
                ["host"] = "iam.amazonaws.com",
                ["x-amz-date"] = "20150830T123600Z",
            },
            ReadOnlyMemory<byte>.Empty);

        Assert.That(SigV4.Sign(request, header, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Is.EqualTo(header.Signature));
    }
}
