namespace UpgradeWorker.Aws;

/// <summary>The template of a change set.</summary>
public abstract record TemplateSource
{
    private TemplateSource()
    {
    }

    /// <summary>The template that the stack already runs.</summary>
    public sealed record Previous : TemplateSource;

    /// <summary>A template handed over; exactly one of the two is not null.</summary>
    public sealed record New : TemplateSource
    {
        private New(string? body, Uri? url)
        {
            Body = body;
            Url = url;
        }

        /// <summary>The text, up to 51,200 bytes (CloudFormation API Reference, CreateChangeSet).</summary>
        public string? Body { get; }

        /// <summary>Address of an S3 object, up to 1 MB.</summary>
        public Uri? Url { get; }

        public static New OfBody(string body) => new(body, null);

        public static New OfUrl(Uri url) => new(null, url);
    }
}
