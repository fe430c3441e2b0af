using System.Text;
using CsCheck;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Mutated mails: nothing may crash, hang, or approve what the grammar does not allow. UPGRADEWORKER_FUZZ_SECONDS makes it long.</summary>
internal sealed class MailFuzzTests
{
    private static readonly string[] Words =
    [
        "APPROVE", "approve", "REJECT", "HOLD", "if", "not", "?", "\n", "\r\n", "\n\n", "> ", ">", "--", "-- \n", "<div>", "</div>", "<blockquote>", "</blockquote>", "<s>", "</s>", "<br>",
        " style='display:none'", "<style>", "<!--", "-->", "&nbsp;", "\u200B", "\u202E", "\uFEFF", "=3D", "=\n", "--b1", "--b1--", "Content-Type: text/html\n\n", "charset=utf-7", "format=flowed",
        "On Monday, UpgradeWorker wrote:", "From: ", "Subject: x\n", "DKIM-Signature: v=1; a=rsa-sha256;", "Auto-Submitted: auto-replied\n", ReplyLayouts.Token, "UW-", "\0", "ÿ", "中", "ACK M1", "123456",
    ];

    private static readonly Gen<string> Seeds = Gen.Int[0, ReplyLayouts.All.Count - 1].Select(Gen.Int[0, Tongue.All.Count - 1], Gen.Int[0, 2].Select(i => new[] { "APPROVE", "REJECT no", "maybe" }[i]), (layout, tongue, answer) =>
        ReplyLayouts.All.Values.ElementAt(layout)(answer, Tongue.All[tongue]));

    private static readonly Gen<(int Kind, double At, string Word, int Length)[]> Edits =
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 0.999], Gen.Int[0, Words.Length - 1].Select(i => Words[i]), Gen.Int[1, 80]).Array[1, 6];

    [Test]
    public void Mutated_mails_never_crash_hang_or_approve_beyond_the_grammar()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("UPGRADEWORKER_FUZZ_SECONDS"), out var given) ? given : 0;
        var test = Gen.Select(Seeds, Edits);
        Action<(string, (int, double, string, int)[])> check = pair => Judge(Mutated(pair.Item1, pair.Item2));
        if (seconds > 0)
        {
            test.Sample(check, time: seconds, threads: 1);
        }
        else
        {
            test.Sample(check, iter: 3000, threads: 1);
        }
    }

    [Test]
    public void Any_bytes_are_judged() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => Assert.That(Explain.Verified(bytes).Outcome, Is.Not.EqualTo(ReplyOutcome.Approve)), iter: 500, threads: 1);

    private static IEnumerable<TestCaseData> Heavy()
    {
        const int Size = 1_000_000;
        yield return Case("nested divs", ReplyLayouts.HtmlOnly(string.Concat(Enumerable.Repeat("<div>", 20_000)) + "APPROVE"));
        yield return Case("unclosed inline", ReplyLayouts.HtmlOnly(string.Concat(Enumerable.Repeat("<i><div></i>", 20_000))));
        yield return Case("many lines", ReplyLayouts.Plain(string.Concat(Enumerable.Repeat("a\n", Size / 2))));
        yield return Case("one line", ReplyLayouts.Plain(new string('a', Size)));
        yield return Case("many quotes", ReplyLayouts.Plain(string.Concat(Enumerable.Repeat("> a\n", Size / 4))));
        yield return Case("many attributions", ReplyLayouts.Plain(string.Concat(Enumerable.Repeat("On 2026 x@y\n", Size / 12))));
        yield return Case("many notices", ReplyLayouts.Plain(string.Concat(Enumerable.Repeat("This e-mail is\n", Size / 15))));
        yield return Case("many labels", ReplyLayouts.Plain(string.Concat(Enumerable.Repeat("From: x\n\n", Size / 9))));
        yield return Case("many codes", ReplyLayouts.Plain(string.Concat(Enumerable.Range(0, Size / 32).Select(i => $"UW-{i:D26}\n"))));
        yield return Case("many attributes", ReplyLayouts.HtmlOnly("<div " + string.Concat(Enumerable.Repeat("class=gmail_quote ", Size / 20)) + ">"));
        yield return Case("long style", ReplyLayouts.HtmlOnly("<div style='" + string.Concat(Enumerable.Repeat("color:red;", Size / 10)) + "'>x"));
        yield return Case("many parts", ReplyLayouts.Mail("multipart/mixed; boundary=b", "8bit", string.Concat(Enumerable.Repeat("--b\nContent-Type: text/plain\n\nx\n", 10_000))));
        yield return Case("long fields", ReplyLayouts.Mail("text/plain", "8bit", "x", "X-A: " + new string('a', 200_000) + "\n"));
        yield return Case("many receivers", ReplyLayouts.Mail("text/plain", "8bit", "x", "Cc: " + string.Join(",", Enumerable.Repeat("a@b.example", 15_000)) + "\n"));
    }

    /// <summary>Linear in the size: the bound is generous for shared machines; quadratic readers take minutes here.</summary>
    [TestCaseSource(nameof(Heavy))]
    public void Heavy_mails_are_read_quickly(string raw)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        Explain.Verified(bytes);
        // In CPU time: a machine that is busy with other things reads no slower by that.
        var before = Environment.CpuUsage.TotalTime;
        Explain.Verified(bytes);
        var spent = Environment.CpuUsage.TotalTime - before;
        TestContext.Out.WriteLine($"{bytes.Length} bytes in {spent.TotalMilliseconds:0} ms");
        Assert.That(spent.TotalMilliseconds, Is.LessThan(1500));
    }

    private static TestCaseData Case(string name, string raw) => new TestCaseData(raw).SetArgDisplayNames(name);

    private static void Judge(string raw)
    {
        var judgement = Explain.Verified(raw);
        if (judgement.Outcome == ReplyOutcome.Approve)
        {
            // The line that was read must be an approval by itself, in the form that the grammar gives.
            var line = judgement.Line!.Trim().TrimEnd('.', '!', ',').ToLowerInvariant();
            Assert.That(line, Does.Match("^approved?([ .,!-]+(uw-[0-9a-z]{4,26}|[0-9]{6}|ack( m[0-9]{1,3})+|thanks|thank you|please proceed|go ahead|cheers))*$"), raw);
            Assert.That(judgement.Checks.All(check => check.Ok), Is.True);
        }
    }

    private static string Mutated(string raw, (int Kind, double At, string Word, int Length)[] edits)
    {
        foreach (var (kind, where, word, length) in edits)
        {
            var at = (int)(where * raw.Length);
            var end = Math.Min(raw.Length, at + length);
            raw = kind switch
            {
                0 => raw.Insert(at, word),
                1 => raw.Remove(at, end - at),
                2 => raw[..at] + raw[at..end] + raw[at..],
                _ => raw[..at] + word + raw[end..],
            };
        }

        return raw;
    }
}
