using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Looks at template sources of every kind. Whatever goes wrong with one is a finding of that one.</summary>
public sealed class SourceReader(StackConnections connections, Downloads downloads, TimeProvider time)
{
    /// <summary>One look.</summary>
    /// <param name="stack">The stack whose source it is.</param>
    /// <param name="source">The source.</param>
    /// <param name="known">What it offered at the last look; what is unchanged since is not fetched again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SourceReading> ReadAsync(
        StackSettings stack, TemplateSourceSettings source, IReadOnlyList<KnownTemplate> known, CancellationToken cancellationToken)
    {
        try
        {
            return source switch
            {
                TemplateSourceSettings.Folder folder => await FolderSource.ReadAsync(folder, time.GetUtcNow(), cancellationToken),
                TemplateSourceSettings.Url url => await UrlSource.ReadAsync(url.Address, UrlSource.Item, known, downloads, cancellationToken),
                TemplateSourceSettings.S3 s3 => await S3Source.ReadAsync(
                    s3, known, (await connections.ForAsync(stack, s3.Region, cancellationToken)).TemplateObjects, cancellationToken),
                TemplateSourceSettings.Parameter parameter => await ParameterSource.ReadAsync(
                    parameter, known, await connections.ForAsync(stack, parameter.Region, cancellationToken), downloads, cancellationToken),
                TemplateSourceSettings.Marketplace product => await MarketplaceSource.ReadAsync(
                    product, (await connections.ForAsync(stack, product.Region, cancellationToken)).Marketplace, cancellationToken),
                _ => throw new InvalidOperationException($"A source of a kind that is not known: {source.GetType().Name}."),
            };
        }
        catch (AwsFaultException fault)
        {
            return SourceReading.Failed(fault.ToFinding(), fault.IsRetryable);
        }
        catch (SecretUnavailableException unavailable)
        {
            return SourceReading.Failed(new Finding("SecretUnavailable", unavailable.Message), mayPass: false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SourceReading.Failed(new Finding("SourceUnreadable", $"{source.Name} cannot be read: {exception.Message}"), mayPass: true);
        }
    }
}
