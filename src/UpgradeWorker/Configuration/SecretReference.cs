namespace UpgradeWorker.Configuration;

/// <summary>Where a secret is kept. The value is looked up late, by <see cref="Secrets.SecretResolver"/>, and is never part of this.</summary>
public abstract record SecretReference
{
    private SecretReference()
    {
    }

    /// <summary><c>env:NAME</c>: an environment variable.</summary>
    public sealed record EnvironmentVariable(string Name) : SecretReference
    {
        public override string ToString() => $"env:{Name}";
    }

    /// <summary><c>file:PATH</c>: the text of a file, without its last line break. Absolute path.</summary>
    public sealed record File(string Path) : SecretReference
    {
        public override string ToString() => $"file:{Path}";
    }

    /// <summary><c>ssm:NAME</c>: a parameter of Systems Manager, decrypted.</summary>
    public sealed record Ssm(string Name) : SecretReference
    {
        public override string ToString() => $"ssm:{Name}";
    }

    /// <summary>Reads <c>env:NAME</c>, <c>file:PATH</c> or <c>ssm:NAME</c>; null = the text is none of these.</summary>
    /// <param name="text">As the settings write it.</param>
    /// <param name="baseDirectory">What a relative file path is relative to.</param>
    public static SecretReference? TryParse(string text, string baseDirectory)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || string.IsNullOrWhiteSpace(text[(colon + 1)..]))
        {
            return null;
        }

        var name = text[(colon + 1)..].Trim();
        return text[..colon] switch
        {
            "env" => new EnvironmentVariable(name),
            "file" => new File(System.IO.Path.GetFullPath(name, baseDirectory)),
            "ssm" => new Ssm(name),
            _ => null,
        };
    }
}
