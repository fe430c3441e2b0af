using System.Security.Cryptography;
using System.Text;
using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Mail as files: written to <c>outbox/</c>, read from <c>inbox/</c>, put away in folders below that. For demos, tests and mail
/// servers on the same machine that deliver into folders.</summary>
public sealed class FolderMailbox : IOutgoingMail, IIncomingMail
{
    private const int MostAtOnce = 50;

    /// <summary>So often a file may not let itself be read.</summary>
    private const int MostRefusals = 3;

    private readonly string _outbox;
    private readonly string _inbox;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, (long Size, DateTime Written, DateTimeOffset Seen)> _seen = new(StringComparer.Ordinal);
    private readonly Turns<string> _turns = new(MostAtOnce);

    /// <summary>Opens the folder pair.</summary>
    /// <param name="path">Folder that holds both; made with its parts at the first use.</param>
    /// <param name="clock">Tells when a mail was first seen: that is its instant of receipt here, since a file's own time is its writer's word.</param>
    public FolderMailbox(string path, TimeProvider clock)
    {
        _outbox = Path.Combine(path, "outbox");
        _inbox = Path.Combine(path, "inbox");
        _clock = clock;
    }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        // The name comes from the Message-ID, so sending again overwrites instead of doubling.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..32];
        var target = Path.Combine(_outbox, name + ".eml");
        try
        {
            Directory.CreateDirectory(_outbox);
            await File.WriteAllBytesAsync(target + ".tmp", mail.Raw, cancellationToken);
            File.Move(target + ".tmp", target, true);
            return new SendResult.Sent(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SendResult.Retry(Unwritable(_outbox, error));
        }
    }

    /// <inheritdoc/>
    public async Task<FetchResult> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_inbox);
            var files = new DirectoryInfo(_inbox).GetFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
            foreach (var gone in _seen.Keys.Except(files.Select(file => file.Name)).ToList())
            {
                _seen.Remove(gone);
            }

            var mails = new List<ReceivedMail>();
            var still = files.Where(IsStill).ToDictionary(file => file.Name, StringComparer.Ordinal);
            foreach (var name in _turns.Next([.. files.Select(file => file.Name).Where(still.ContainsKey)]))
            {
                try
                {
                    mails.Add(new ReceivedMail(name, await ReadAsync(still[name], cancellationToken), still[name].Length, _seen[name].Seen));
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    // One file that cannot be read keeps no other from being read.
                    if (_turns.Stumble(name) >= MostRefusals)
                    {
                        mails.Add(ReceivedMail.Refused(name, _seen[name].Seen, $"The file cannot be read: {error.Message}"));
                    }
                }
            }

            return new FetchResult.Fetched(mails);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FetchResult.Unreachable(new Finding("MailboxUnreadable", $"The folder {_inbox} cannot be read: {error.Message}"));
        }
    }

    /// <inheritdoc/>
    public Task<Finding?> FileAsync(string key, MailShelf shelf, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_inbox, shelf.ToString().ToLowerInvariant());
        try
        {
            Directory.CreateDirectory(folder);
            var source = Path.Combine(_inbox, Path.GetFileName(key));
            if (File.Exists(source))
            {
                File.Move(source, Path.Combine(folder, Path.GetFileName(key)), true);
            }

            _seen.Remove(key);
            return Task.FromResult<Finding?>(null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Finding?>(Unwritable(folder, error));
        }
    }

    /// <inheritdoc/>
    public async Task<Finding?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var folder in new[] { _outbox, _inbox })
            {
                Directory.CreateDirectory(folder);
                var probe = Path.Combine(folder, ".probe.tmp");
                await File.WriteAllTextAsync(probe, "", cancellationToken);
                File.Delete(probe);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unwritable(_inbox, error);
        }
    }

    /// <summary>Lays a mail into both folders as the worker and a mail server would, reads it from the inbox, puts it away and takes it out again.</summary>
    /// <returns>Null when all of that works.</returns>
    public async Task<Finding?> TryOneAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken)
    {
        var name = $"check-{Convert.ToHexStringLower(SHA256.HashData(raw.Span))[..16]}";
        var (sent, come, away) = (Path.Combine(_outbox, name + ".tmp"), Path.Combine(_inbox, name + ".eml"), Path.Combine(_inbox, "ignored", name + ".eml"));
        try
        {
            Directory.CreateDirectory(_outbox);
            Directory.CreateDirectory(_inbox);
            // Under the name of an unfinished one: nobody is to carry it anywhere.
            await File.WriteAllBytesAsync(sent, raw, cancellationToken);
            File.Delete(sent);
            await File.WriteAllBytesAsync(come, raw, cancellationToken);
            // A running service may have put it away already.
            var read = File.Exists(come) ? await File.ReadAllBytesAsync(come, cancellationToken) : [];
            var unfiled = await FileAsync(name + ".eml", MailShelf.Ignored, cancellationToken);
            var same = read.AsSpan().SequenceEqual(raw.Span) || File.Exists(away);
            File.Delete(away);
            return unfiled ?? (same ? null : new Finding("MailboxUnreadable", $"What was laid into {_inbox} could not be read from there."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unwritable(_inbox, error);
        }
    }

    /// <summary>Whether the file stayed the same since the look before: then its writer is done.</summary>
    private bool IsStill(FileInfo file)
    {
        if (!file.Exists)
        {
            // A link that leads nowhere, or somebody was faster.
            return false;
        }

        var known = _seen.TryGetValue(file.Name, out var before);
        _seen[file.Name] = (file.Length, file.LastWriteTimeUtc, known ? before.Seen : _clock.GetUtcNow());
        return known && before.Size == file.Length && before.Written == file.LastWriteTimeUtc;
    }

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(file.Length, file.Length > MimeReading.MostBytes ? MimeReading.HeadBytes : MimeReading.MostBytes);
        var bytes = new byte[wanted];
        await using var stream = file.OpenRead();
        var read = await stream.ReadAtLeastAsync(bytes, wanted, false, cancellationToken);
        return read == wanted ? bytes : bytes[..read];
    }

    private static Finding Unwritable(string folder, Exception error) =>
        new("MailboxUnwritable", $"The folder {folder} cannot be written to: {error.Message}");
}
