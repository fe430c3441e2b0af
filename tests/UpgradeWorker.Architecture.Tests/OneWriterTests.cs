using System.Text.RegularExpressions;

namespace UpgradeWorker.Architecture.Tests;

/// <summary>Every table has one store that writes it, and every writing method of a store is called by one stage alone.</summary>
internal sealed partial class OneWriterTests
{
    // What does not lie in the file of its stage; a folder of helpers belongs to one stage.
    private static readonly (string Prefix, string Stage)[] Helpers =
    [
        ("src/UpgradeWorker/Jobs/Approving/", "SeekApprovals"),
        ("src/UpgradeWorker/Jobs/Ledger/", "KeepLedger"),
        ("src/UpgradeWorker/Jobs/Watching/", "WatchTemplates"),
        ("src/UpgradeWorker/Jobs/Planning/", "PlanUpgrades"),
        ("src/UpgradeWorker/Jobs/Steps/", "AdvanceRuns"),
        ("src/UpgradeWorker/Jobs/StepExecutor.cs", "AdvanceRuns"),
        ("src/UpgradeWorker/Jobs/ChangeSetConfirmation.cs", "AdvanceRuns"),
        ("src/UpgradeWorker/Commands/", "the command line"),
    ];

    [Test]
    public void A_table_is_written_by_one_store()
    {
        var shared = Writes()
            .GroupBy(write => write.Table)
            .Where(table => table.Select(write => write.Store).Distinct().Count() > 1)
            .Select(table => $"{table.Key}: {string.Join(", ", table.Select(write => write.Store).Distinct())}");
        Assert.That(shared, Is.Empty);
    }

    [Test]
    public void A_table_is_written_by_one_stage()
    {
        var writes = Writes();
        var writers =
            from source in Repository.Sources("src", "UpgradeWorker")
            from Match call in StoreCall().Matches(source.Text)
            from write in writes
            where write.Store == call.Groups["store"].Value && write.Method == call.Groups["method"].Value
            // The outbox takes appends from all stages.
            where write.Method != "AppendAsync" || write.Store != "OutboxStore"
            // The dry run works on a copy that it throws away.
            where !source.Path.EndsWith("/DryRun.cs", StringComparison.Ordinal)
            group StageOf(source.Path) by write.Table into table
            where table.Distinct().Count() > 1
            select $"{table.Key}: {string.Join(", ", table.Distinct())}";
        Assert.That(writers, Is.Empty);
    }

    [Test]
    public void Sql_that_writes_stands_in_the_stores_alone() => Assert.That(
        Repository.Sources("src", "UpgradeWorker").Concat(Repository.Sources("src", "UpgradeWorker.Core"))
            .Where(source => Statement().IsMatch(source.Text)).Select(source => source.Path),
        Is.Empty);

    private static List<(string Store, string Method, string Table)> Writes()
    {
        var writes = (
            from source in Repository.Sources("src", "UpgradeWorker.Storage")
            where source.Path.EndsWith("Store.cs", StringComparison.Ordinal)
            from body in Method().Split(source.Text).Skip(1).Chunk(2)
            from Match statement in Statement().Matches(body[1])
            select (Path.GetFileNameWithoutExtension(source.Path), body[0], statement.Groups["table"].Value)).Distinct().ToList();
        Assert.That(writes, Is.Not.Empty);
        return writes;
    }

    private static string StageOf(string path)
    {
        var helper = Helpers.FirstOrDefault(known => path.StartsWith(known.Prefix, StringComparison.Ordinal)).Stage;
        return helper ?? JobFile().Match(path) switch { { Success: true } job => job.Groups["stage"].Value, _ => path };
    }

    [GeneratedRegex(@"\b(?<store>[A-Z]\w*Store)\s*\.\s*(?<method>\w+)")]
    private static partial Regex StoreCall();

    [GeneratedRegex(@"\b(INSERT INTO|UPDATE|DELETE FROM) (?<table>[a-z_]+)\b")]
    private static partial Regex Statement();

    // One capture, so that Split gives names and bodies in turn.
    [GeneratedRegex(@"(?:public|internal|private) static (?:async )?[\w<>\[\]?(), ]+? (\w+)\((?=[^;{]*?[=\n{])")]
    private static partial Regex Method();

    [GeneratedRegex(@"/Jobs/(?<stage>\w+)Job\.cs$")]
    private static partial Regex JobFile();
}
