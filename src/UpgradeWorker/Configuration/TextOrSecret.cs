namespace UpgradeWorker.Configuration;

/// <summary>A value that stands in the settings, or a reference to where it is kept.</summary>
public abstract record TextOrSecret
{
    private TextOrSecret()
    {
    }

    /// <summary>The value itself. It may still be private, so it does not print.</summary>
    public sealed record Text(string Value) : TextOrSecret
    {
        public override string ToString() => "(a text)";
    }

    public sealed record Secret(SecretReference Reference) : TextOrSecret
    {
        public override string ToString() => Reference.ToString();
    }

    public static TextOrSecret Parse(string text, string baseDirectory) =>
        SecretReference.TryParse(text, baseDirectory) is { } reference ? new Secret(reference) : new Text(text);
}
