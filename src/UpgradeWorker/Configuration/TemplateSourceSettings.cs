using System.Security.Cryptography;
using System.Text;

namespace UpgradeWorker.Configuration;

/// <summary>Where new templates appear, or where it shows that there will be some.</summary>
public abstract record TemplateSourceSettings
{
    private TemplateSourceSettings()
    {
    }

    /// <summary>What rows, logs, mails and people call it; unique among the sources of a stack, and without what may be secret.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a person can put a template there.</summary>
    public bool TakesFiles => this is Folder or S3;

    /// <summary>Template files (*.json, *.yaml, *.yml, *.template) in a folder, given by its absolute path.</summary>
    public sealed record Folder(string Path) : TemplateSourceSettings
    {
        /// <inheritdoc/>
        public override string Name => Path;
    }

    /// <summary>The one template that an https address serves (http on this machine alone).</summary>
    public sealed record Url(Uri Address) : TemplateSourceSettings
    {
        /// <inheritdoc/>
        public override string Name => Address.Query.Length == 0
            ? Address.AbsoluteUri
            // The query may hold a key; its hash keeps two addresses apart.
            : $"{Address.GetLeftPart(UriPartial.Path)}?…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address.Query)))[..8]}";
    }

    /// <summary>Template files below a prefix of a bucket.</summary>
    /// <param name="Bucket">Its name.</param>
    /// <param name="Prefix">What keys begin with; may be empty.</param>
    /// <param name="Region">Where the bucket is.</param>
    public sealed record S3(string Bucket, string Prefix, string Region) : TemplateSourceSettings
    {
        /// <inheritdoc/>
        public override string Name => $"s3://{Bucket}/{Prefix}";
    }

    /// <summary>A Systems Manager parameter that holds the address of a template (https or s3), or the id of an AMI.</summary>
    /// <param name="Path">Name or ARN of the parameter.</param>
    /// <param name="Region">Where it is.</param>
    public sealed record Parameter(string Path, string Region) : TemplateSourceSettings
    {
        /// <inheritdoc/>
        public override string Name => $"ssm:{Path}";
    }

    /// <summary>A product of AWS Marketplace: tells of versions, not of their templates.</summary>
    /// <param name="ProductId">Such as prod-0123456789abc.</param>
    /// <param name="Region">Which region's Discovery API is asked.</param>
    /// <param name="Page">Where people find its downloads; null = the console's list of subscriptions.</param>
    public sealed record Marketplace(string ProductId, string Region, Uri? Page) : TemplateSourceSettings
    {
        /// <inheritdoc/>
        public override string Name => $"marketplace:{ProductId}";
    }
}
