namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>The values that a stack of the vendor's is created with in the sandbox.</summary>
public static class VendorStack
{
    /// <summary>Name of the stack that <c>serve</c> and the demo begin with.</summary>
    public const string Name = "things-prod";

    public const string Domain = "things.example.test";

    /// <summary>All parameters without default, and a few of the others as an operator would set them.</summary>
    public static IReadOnlyDictionary<string, string> Parameters { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Domain"] = Domain,
        ["NetworkTitle"] = "Example Network",
        ["AdminEmail"] = "admin@example.test",
        ["AdminPassword"] = "correct-horse-battery",
        ["DatabasePassword"] = "staple-of-no-worth",
        ["RedisPassword"] = "sixteen-characters-or-more",
        ["KeyName"] = "operators",
    };
}
