namespace UpgradeWorker.Sandbox.World;

/// <summary>An object in an emulated bucket. <paramref name="ETag"/> carries no quotes.</summary>
public sealed record S3Object(string Key, byte[] Content, string ContentType, string ETag, DateTimeOffset LastModified);
