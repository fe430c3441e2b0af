using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::S3::Bucket: only an empty bucket can be deleted.</summary>
internal sealed class BucketHandler(SandboxWorld world) : ResourceHandler(world)
{
    public override string? NameProperty => "BucketName";

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var name = request.Text("BucketName") ?? ResourceRegistry.LowerCase(MakeName(request));
        if (World.Resources.Find("AWS::S3::Bucket", name) is not null)
        {
            throw new ResourceFailure($"{name} already exists");
        }

        var bucket = Register(new S3Bucket(name, (JsonObject)request.Properties.DeepClone(), World.Now), request);
        bucket.Attributes["Arn"] = $"arn:aws:s3:::{name}";
        bucket.Attributes["DomainName"] = $"{name}.s3.amazonaws.com";
        bucket.Attributes["RegionalDomainName"] = $"{name}.s3.{World.Options.Region}.amazonaws.com";
        bucket.Attributes["WebsiteURL"] = $"http://{name}.s3-website-{World.Options.Region}.amazonaws.com";
        return (bucket, Durations.SmallResource);
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst) =>
        ((S3Bucket)resource).Objects.Count == 0
            ? base.BeginDeletion(resource, snapshotFirst)
            : throw new ResourceFailure("The bucket you tried to delete is not empty (Service: Amazon S3; Status Code: 409; Error Code: BucketNotEmpty)");
}
