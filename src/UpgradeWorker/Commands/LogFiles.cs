using System.Text;

namespace UpgradeWorker.Commands;

/// <summary>Reads the rolling files in the order they were written, and again what has been added since.</summary>
internal sealed class LogFiles(string folder)
{
    private readonly Dictionary<string, long> _readUpTo = new(StringComparer.Ordinal);

    public bool Any => Files().Count > 0;

    public IEnumerable<LogLine> ReadNew()
    {
        foreach (var file in Files())
        {
            foreach (var line in ReadNew(file))
            {
                yield return line;
            }
        }
    }

    // Serilog names them worker-20261122.json, worker-20261122_001.json, …: the dot sorts before the underscore.
    private List<string> Files() => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder, "worker-*.json").OrderBy(file => file, StringComparer.Ordinal)];

    private IEnumerable<LogLine> ReadNew(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var from = _readUpTo.GetValueOrDefault(file);
        if (stream.Length <= from)
        {
            yield break;
        }

        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } raw)
        {
            if (LogLine.TryParse(raw) is { } line)
            {
                from += Encoding.UTF8.GetByteCount(raw) + Environment.NewLine.Length;
                _readUpTo[file] = from;
                yield return line;
            }
            else if (!reader.EndOfStream)
            {
                // A line that is half written now stays for the next time; one that others follow is broken for good.
                from += Encoding.UTF8.GetByteCount(raw) + Environment.NewLine.Length;
            }
        }
    }
}
