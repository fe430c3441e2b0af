namespace UpgradeWorker.Inputs.Sources;

/// <summary>Fetches the one template behind an address. Its hash decides whether it is new, whatever the server says of it.</summary>
internal static class UrlSource
{
    /// <summary>The item's name: there is but one place.</summary>
    public const string Item = "";

    public static async Task<SourceReading> ReadAsync(
        Uri address, string item, IReadOnlyList<KnownTemplate> known, Downloads downloads, CancellationToken cancellationToken)
    {
        var last = known.FirstOrDefault(one => one.Item == item);
        var shown = Downloads.Shown(address);
        switch (await downloads.GetAsync(address, last?.Validators, TemplateText.MostBytes, cancellationToken))
        {
            case Download.Unchanged:
                return new() { Offers = [new OfferedTemplate(item, last!.Sha256, null, last.Validators)] };
            case Download.Fetched fetched:
                var (body, sha256, wrong) = TemplateText.Read(fetched.Body, shown);
                return (wrong ?? TemplateText.Complaint(body!, shown)) is { } complaint
                    ? SourceReading.Failed(complaint, mayPass: false)
                    : new() { Offers = [new OfferedTemplate(item, sha256, body, new Validators(fetched.ETag, fetched.LastModified))] };
            case Download.Failed failed:
                return SourceReading.Failed(failed.Why, failed.MayPass);
            default:
                throw new InvalidOperationException("A download of a kind that is not known.");
        }
    }
}
