using System.Text.RegularExpressions;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads the group Stacks:KEY:TemplateSources.</summary>
internal static partial class TemplateSourceReader
{
    /// <summary>AWS documents no list of regions for the Discovery API; its other Marketplace APIs are at home here.</summary>
    private const string MarketplaceRegion = "us-east-1";

    private const string Kinds = "Folder, Url, S3, Parameter or Marketplace";

    /// <summary>The sources that are right; each that is not leaves an error at its path.</summary>
    /// <param name="path">Path of the stack.</param>
    /// <param name="options">As they are written.</param>
    /// <param name="region">The stack's region.</param>
    /// <param name="problems">Takes the errors.</param>
    public static IReadOnlyList<TemplateSourceSettings> Read(string path, IReadOnlyList<TemplateSourceOptions> options, string region, Problems problems)
    {
        var sources = new List<TemplateSourceSettings>();
        foreach (var (index, source) in options.Index())
        {
            var at = $"{path}:TemplateSources:{index}";
            if (One(at, source, region, problems) is not { } read)
            {
                continue;
            }

            if (sources.Any(other => other.Name == read.Name))
            {
                problems.Add(at, $"{read.Name} is already one of this stack's sources; name it once.");
                continue;
            }

            sources.Add(read);
        }

        return sources;
    }

    private static TemplateSourceSettings? One(string path, TemplateSourceOptions options, string region, Problems problems)
    {
        var given = Given(options).ToList();
        if (given.Count != 1)
        {
            problems.Add(path, given.Count == 0
                ? $"it names no source; give one of {Kinds}."
                : $"it names {string.Join(" and ", given)}; give each source an entry of its own.");
            return null;
        }

        if (options.Region is not null && (given[0] is "Folder" or "Url"))
        {
            problems.Add($"{path}:Region", $"a source of the kind {given[0]} has no region; leave it out.");
        }

        if (options.Page is not null && given[0] != "Marketplace")
        {
            problems.Add($"{path}:Page", $"it goes with Marketplace; a source of the kind {given[0]} has no page.");
        }

        problems.Region($"{path}:Region", options.Region);
        return given[0] switch
        {
            "Folder" => new TemplateSourceSettings.Folder(problems.FullPath(options.Folder!)),
            "Url" => Url($"{path}:Url", options.Url!, problems),
            "S3" => S3($"{path}:S3", options.S3!, options.Region ?? region, problems),
            "Parameter" => Parameter($"{path}:Parameter", options.Parameter!, options.Region ?? region, problems),
            _ => Marketplace(path, options, problems),
        };
    }

    private static IEnumerable<string> Given(TemplateSourceOptions options) => new[]
    {
        (nameof(options.Folder), options.Folder), (nameof(options.Url), options.Url), (nameof(options.S3), options.S3),
        (nameof(options.Parameter), options.Parameter), (nameof(options.Marketplace), options.Marketplace),
    }.Where(kind => kind.Item2 is not null).Select(kind => kind.Item1);

    private static TemplateSourceSettings.Url? Url(string path, string text, Problems problems)
    {
        if (problems.Url(path, text) is not { } address)
        {
            return null;
        }

        if (address is { Scheme: not "https", IsLoopback: false })
        {
            problems.Add(path, "it is not https; what it says becomes the template of a stack.");
            return null;
        }

        if (address.Fragment.Length > 0)
        {
            problems.Add(path, "the part after # is never sent to a server; leave it out.");
            return null;
        }

        return new(address);
    }

    private static TemplateSourceSettings.S3? S3(string path, string text, string region, Problems problems)
    {
        if (S3Address().Match(text) is not { Success: true } match)
        {
            problems.Add(path, $"\"{text}\" is no place in S3; write s3://bucket/prefix/.");
            return null;
        }

        return new(match.Groups["bucket"].Value, match.Groups["prefix"].Value, region);
    }

    private static TemplateSourceSettings.Parameter? Parameter(string path, string text, string region, Problems problems)
    {
        if (!ParameterName().IsMatch(text))
        {
            problems.Add(path, $"\"{text}\" is no name or ARN of a Systems Manager parameter; write /one/like/this.");
            return null;
        }

        return new(text, region);
    }

    private static TemplateSourceSettings.Marketplace? Marketplace(string path, TemplateSourceOptions options, Problems problems)
    {
        var page = problems.Url($"{path}:Page", options.Page);
        if (!ProductId().IsMatch(options.Marketplace!))
        {
            problems.Add($"{path}:Marketplace", $"\"{options.Marketplace}\" is no product id; write one like prod-0123456789abc.");
            return null;
        }

        return new(options.Marketplace!, options.Region ?? MarketplaceRegion, page);
    }

    // Bucket names: Amazon S3 User Guide, "General purpose bucket naming rules".
    [GeneratedRegex("^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?<prefix>[^?#]{0,1000}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex S3Address();

    // Systems Manager User Guide, "Requirements and constraints for parameter names".
    [GeneratedRegex("^(?:arn:aws[a-z-]*:ssm:[a-z0-9-]+:[0-9]{12}:parameter)?[A-Za-z0-9_./-]{1,1011}$", RegexOptions.NonBacktracking)]
    private static partial Regex ParameterName();

    // AWS Marketplace Discovery API Reference, ListFulfillmentOptions.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,255}$", RegexOptions.NonBacktracking)]
    private static partial Regex ProductId();
}
