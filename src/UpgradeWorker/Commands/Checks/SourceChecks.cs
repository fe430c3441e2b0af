using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Inputs.Sources;

namespace UpgradeWorker.Commands.Checks;

/// <summary>Looks at each template source as the service does, and keeps nothing.</summary>
internal static class SourceChecks
{
    public static async Task<IReadOnlyList<CheckResult>> AllAsync(StackSettings stack, SourceReader reader, CancellationToken cancellationToken)
    {
        var subject = $"stack {stack.Key}: template sources";
        if (stack.TemplateSources.Count == 0)
        {
            return [CheckResult.Warning(subject, "there are none, so no new release is ever seen; give TemplateSources.")];
        }

        var results = new List<CheckResult>();
        foreach (var source in stack.TemplateSources)
        {
            var reading = await reader.ReadAsync(stack, source, [], cancellationToken);
            results.Add(Of($"stack {stack.Key}: template source {source.Name}", stack, source, reading));
        }

        if (stack.TemplateSources.All(source => source is TemplateSourceSettings.Marketplace))
        {
            results.Add(CheckResult.Warning(subject, "AWS Marketplace tells of versions, not of their templates; add a Folder or S3 source into which they can be put."));
        }

        return results;
    }

    private static CheckResult Of(string subject, StackSettings stack, TemplateSourceSettings source, SourceReading reading)
    {
        if (reading.Wrong is { } wrong)
        {
            return CheckResult.Wrong(subject, $"{wrong.Message}{Advice(source, wrong.Reason)}");
        }

        if (reading.Announced.Count > 0)
        {
            var newest = reading.Announced.MaxBy(one => ReleaseVersion.TryParse(one.Version, out var version) ? version : null)!;
            return CheckResult.Ok(subject, reading.Announced.Count == 1 ? $"names {newest.Name}." : $"names {reading.Announced.Count} versions, {newest.Version ?? newest.Name} among them as the newest.");
        }

        if (reading.Offers.Count == 0)
        {
            return CheckResult.Warning(subject, reading.LookSoon ? "is being written to." : "there is no template in it; put templates (.json, .yaml, .yml, .template) into it.");
        }

        var versions = reading.Offers.Select(offer => Version(stack, offer)).OfType<ReleaseVersion>().ToList();
        return versions.Count == 0
            ? CheckResult.Warning(subject, $"{Count(reading)} can be read, but no version that can be compared is in it; see VersionPatterns in the profile {stack.Profile.Name}.")
            : CheckResult.Ok(subject, $"{Count(reading)}, the newest is {versions.Max()}.");
    }

    private static string Count(SourceReading reading) => reading.Offers.Count == 1 ? "1 template" : $"{reading.Offers.Count} templates";

    private static ReleaseVersion? Version(StackSettings stack, OfferedTemplate offer) =>
        offer.Body is { } body && TemplateReader.Read(body, offer.Item) is TemplateReading.Read { Template: var template }
        && ReleaseVersion.TryParse(TemplateVersion.Find(template, stack.VersionPatterns)?.Text, out var version)
            ? version
            : null;

    private static string Advice(TemplateSourceSettings source, string reason) => (source, reason) switch
    {
        (TemplateSourceSettings.Folder, _) => " Make the folder, or let this user read it.",
        (TemplateSourceSettings.S3 s3, "AwsGone" or "AwsValidation") => $" Look at the bucket's name, and whether it is in {s3.Region} (Region of the source).",
        (TemplateSourceSettings.Parameter parameter, "AwsValidation" or "AwsGone") => $" Look at the parameter's name, and whether it is in {parameter.Region} (Region of the source).",
        (TemplateSourceSettings.Marketplace product, "AwsGone" or "AwsValidation" or "AwsUnreachable") => $" Look at the product id, and at the source's Region ({product.Region}).",
        _ => "",
    };
}
