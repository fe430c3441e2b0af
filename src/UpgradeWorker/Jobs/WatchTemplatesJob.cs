using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Reads the template sources of every stack and keeps each template body that was not seen before.</summary>
public sealed class WatchTemplatesJob(
    StacksSettings stacks, JobSettings jobs, Database database, Post post, TimeProvider time, ILogger<WatchTemplatesJob> logger) : IJob
{
    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "WatchTemplates", logger, WatchAsync, cancellationToken);

    private async Task<bool> WatchAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var did = false;
        foreach (var source in stack.TemplateSources)
        {
            did |= await WatchAsync(stack, source, cancellationToken);
        }

        return did;
    }

    private async Task<bool> WatchAsync(StackSettings stack, TemplateSourceSettings source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var name = TemplateFolder.NameOf(source);
        var known = await database.ReadAsync(session => ReleaseStore.SourceAsync(session, stack.Key, name), cancellationToken);
        if (known is { } due && due.DueAt > now)
        {
            return false;
        }

        var (files, wrong) = await TemplateFolder.ReadAsync(source, cancellationToken);
        var fault = wrong is null ? null : known?.Fault ?? new Fault(wrong.ToString(), now);
        return await database.WriteAsync(
            async session =>
            {
                var added = 0;
                foreach (var (fileName, body) in files)
                {
                    added += await KeepAsync(session, stack, name, fileName, body, now) ? 1 : 0;
                }

                await ReleaseStore.SaveSourceAsync(session, stack.Key, name, now + jobs.WatchTemplates, fault);
                if (fault is not null && known?.Fault is null)
                {
                    Log.SourceFailed(logger, stack.Key.Value, name, fault.Text);
                    await post.FailingAsync(session, stack, $"the template source {name}", fault.Text, now);
                }
                else if (fault is null && known?.Fault is { } gone)
                {
                    Log.SourceRecovered(logger, stack.Key.Value, name);
                    await post.RecoveredAsync(session, stack, $"the template source {name}", gone.Since, now);
                }

                return added > 0;
            },
            cancellationToken);
    }

    private async Task<bool> KeepAsync(
        Session session, StackSettings stack, string source, string fileName, string body, DateTimeOffset now)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        if (await ReleaseStore.IsKnownAsync(session, stack.Key, sha256))
        {
            return false;
        }

        var reading = TemplateReader.Read(body, fileName);
        var version = reading is TemplateReading.Read { Template: var template } ? TemplateVersion.Find(template)?.Text : null;
        var fault = reading switch
        {
            TemplateReading.Refused refused => refused.Findings[0].ToString(),
            _ when version is null => "VersionUnknown: the template tells no version by any known place.",
            _ => null,
        };
        var isNew = await ReleaseStore.SaveAsync(session, new StoredRelease(stack.Key, sha256, version, now, source, fileName, fault), body);
        if (isNew && fault is not null)
        {
            Log.ReleaseUnreadable(logger, stack.Key.Value, source, fileName, fault);
        }
        else if (isNew)
        {
            Log.ReleaseSeen(logger, stack.Key.Value, version!, source);
        }

        return isNew;
    }
}
