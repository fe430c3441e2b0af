using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Tests.Approvals;

namespace UpgradeWorker.Core.Tests.Mails;

/// <summary>A reply that is nothing but the worker's own words must decide nothing, whatever a client does to the quote.</summary>
internal sealed class OwnMailsDecideNothingTests
{
    [Test]
    public void At_any_wrap_width_and_with_any_quote_mark([Values("", "> ", "| ", "  ", "\t")] string prefix)
    {
        foreach (var (name, draft) in EveryMail.All)
        {
            for (var width = 20; width <= 100; width++)
            {
                var lines = PlainWrap.Wrap(Unwrapped(draft.Text), width).Split('\n').Select(line => prefix + line).ToArray();
                Assert.That(Decides(lines), Is.Null, $"{name} at {width}");
                Assert.That(Decides(HardWrapped(draft.Text, width, prefix)), Is.Null, $"{name} hard at {width}");
            }
        }
    }

    [Test]
    public void Even_if_the_client_shows_only_the_rest_from_any_line_on()
    {
        foreach (var (name, draft) in EveryMail.All)
        {
            var lines = draft.Text.Split('\n');
            for (var skip = 0; skip < lines.Length; skip++)
            {
                Assert.That(Decides(lines[skip..]), Is.Null.Or.EqualTo(ReplyOutcome.Unclear), $"{name} from line {skip}: {lines[skip]}");
            }
        }
    }

    /// <summary>What the mail decides; null for nothing.</summary>
    private static ReplyOutcome? Decides(string[] lines)
    {
        var judgement = ReplyJudge.Judge(SomeMail.Reply(lines), SomeMail.Context(), SomeMail.Now);
        return judgement.Command is null or ReplyCommand.Unclear ? null : judgement.Outcome;
    }

    private static string Unwrapped(string text) => text.Replace("\n  ", " ", StringComparison.Ordinal);

    private static string[] HardWrapped(string text, int width, string prefix) =>
        [.. text.Split('\n').SelectMany(line => line.Length == 0 ? [prefix] : line.Chunk(width).Select(chunk => prefix + new string(chunk)))];
}
