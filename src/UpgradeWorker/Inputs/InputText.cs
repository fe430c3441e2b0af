using System.Text;

namespace UpgradeWorker.Inputs;

/// <summary>Reads texts that the command line names: bounded, and UTF-8 or refused.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsUrl(string name) => name.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="CommandException">It is absent, unreadable, too large or no UTF-8 text.</exception>
    public static async Task<string> ReadFileAsync(string path, int maxBytes, CancellationToken cancellation)
    {
        var bytes = await ReadBytesAsync(path, maxBytes + 1, cancellation);
        return bytes.Length <= maxBytes
            ? Decode(path, bytes)
            : throw new CommandException($"{path} has more than {maxBytes} bytes, which is more than this reads.");
    }

    /// <summary>The first bytes of a file, <paramref name="maxBytes"/> at most.</summary>
    /// <exception cref="CommandException">It is absent or unreadable.</exception>
    public static async Task<byte[]> ReadBytesAsync(string path, int maxBytes, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var bytes = new MemoryStream();
            var block = new byte[65_536];
            while (bytes.Length < maxBytes
                && await file.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, maxBytes - bytes.Length)), cancellation) is > 0 and var read)
            {
                bytes.Write(block, 0, read);
            }

            return bytes.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(Directory.Exists(path)
                ? $"{path} is a folder; name a file."
                : $"{path} cannot be read: {failure.Message}");
        }
    }

    /// <exception cref="CommandException">As for files; exit code 69 if no answer came, or one that says the server is at fault.</exception>
    public static async Task<string> ReadUrlAsync(string url, int maxBytes, Downloads downloads, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new CommandException($"{url} is no URL.");
        }

        return await downloads.GetAsync(address, null, maxBytes, cancellation) switch
        {
            Download.Fetched fetched => Decode(Downloads.Shown(address), fetched.Body),
            Download.Failed failed => throw new CommandException(failed.Why.Message, failed.MayPass ? ExitCode.Unavailable : ExitCode.Failed),
            _ => throw new CommandException($"{Downloads.Shown(address)} gave no answer.", ExitCode.Unavailable),
        };
    }

    /// <exception cref="CommandException">It is no UTF-8 text.</exception>
    public static string Decode(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
        {
            throw new CommandException($"{name} is binary, not text.");
        }

        try
        {
            return Strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException failure)
        {
            throw new CommandException($"{name} is no UTF-8 text (byte {failure.Index}).");
        }
    }
}
