using System.Reflection;
using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Architecture.Tests;

/// <summary>Rules that are about the text of the sources.</summary>
internal sealed class SourceTests
{
    private const int LongestFile = 300;

    [Test]
    public void No_file_is_longer_than_300_lines() => Assert.That(
        Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Select(source => (source.Path, Lines: source.Text.Split('\n').Length - 1))
            .Where(source => source.Lines > LongestFile),
        Is.Empty);

    [Test]
    public void Every_event_id_is_used_once_and_lies_in_its_range()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        var events = Assembly.Load("UpgradeWorker").GetTypes().Concat(Assembly.Load("UpgradeWorker.Storage").GetTypes())
            .SelectMany(type => type.GetMethods(all))
            .Select(method => (method.Name, Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(method => method.Id is not null)
            .ToList();
        Assert.That(events, Is.Not.Empty);
        Assert.That(events.GroupBy(method => method.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group)}"), Is.Empty);
        Assert.That(events.Where(method => (method.Id / 1000) is not (1 or 2 or 3 or 4 or 5 or 6 or 7 or 9)), Is.Empty);
    }

    [Test]
    public void No_log_line_is_written_past_the_Log_class() => Assert.That(
        Repository.Sources("src", "UpgradeWorker").Concat(Repository.Sources("src", "UpgradeWorker.Storage"))
            .Where(source => System.Text.RegularExpressions.Regex.IsMatch(source.Text, @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\("))
            .Select(source => source.Path),
        Is.Empty);
}
