using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Mails signed here with keys made here, and what is done to them afterwards.</summary>
internal sealed class DkimTests
{
    private const string Body = "APPROVE\r\n\r\n> Code: " + ReplyLayouts.Token + "\r\n";

    // The signer takes its time from the machine, so the checks must too.
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly HeaderId[] Usual = [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId];
    private static readonly Lazy<AsymmetricCipherKeyPair> Rsa2048 = new(() => Rsa(2048));
    private static readonly Lazy<AsymmetricCipherKeyPair> Rsa768 = new(() => Rsa(768));
    private static readonly Lazy<AsymmetricCipherKeyPair> Edwards = new(() =>
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return generator.GenerateKeyPair();
    });

    [Test]
    public async Task An_honest_signature_passes() => await Passes(Signed());

    [Test]
    public async Task An_honest_signature_passes_in_simple_form() => await Passes(Signed(canonical: DkimCanonicalizationAlgorithm.Simple));

    [Test]
    public async Task An_Ed25519_signature_passes() => await Passes(Signed(key: Edwards.Value, algorithm: DkimSignatureAlgorithm.Ed25519Sha256), record: EdRecord());

    [Test]
    public async Task An_accepted_signing_domain_passes() => await Passes(Signed(domain: "mail.corp.example"), aligned: ["corp.example", "mail.corp.example"], name: "s1._domainkey.mail.corp.example");

    [Test]
    public async Task A_good_signature_after_a_bad_one_passes()
    {
        var raw = Signed();
        await Passes("DKIM-Signature: v=1; a=rsa-sha256; d=corp.example; s=none; h=from:subject:date; bh=AAAA; b=AAAA\r\n" + raw);
    }

    [Test]
    public async Task A_changed_body_fails() => await Fails(Signed().Replace("APPROVE\r\n", "APPROVED\r\n", StringComparison.Ordinal));

    [Test]
    public async Task An_added_line_fails() => await Fails(Signed() + "APPROVE\r\n");

    [Test]
    public async Task A_changed_subject_fails() => await Fails(Signed().Replace("Subject: Re:", "Subject: Aw:", StringComparison.Ordinal));

    [Test]
    public async Task A_changed_sender_fails() => await Fails(Signed().Replace("From: Jane <jane@", "From: Jane <omar@", StringComparison.Ordinal));

    [Test]
    public async Task A_foreign_signature_fails() => await Fails(Signed(domain: "evil.example"), name: "s1._domainkey.evil.example");

    [Test]
    public async Task A_subdomains_signature_fails_unless_accepted() => await Fails(Signed(domain: "mail.corp.example"), name: "s1._domainkey.mail.corp.example");

    [Test]
    public async Task A_signature_of_a_part_of_the_body_fails()
    {
        var raw = Signed();
        await Fails(raw.Replace("; c=", "; l=0; c=", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_expired_signature_fails() => await Fails(Signed(expires: TimeSpan.FromHours(1)), now: Now.AddHours(2));

    [Test]
    public async Task A_signature_in_its_time_passes() => await Passes(Signed(expires: TimeSpan.FromHours(1)));

    [Test]
    public async Task A_signature_from_the_future_fails() => await Fails(Signed(), now: Now.AddHours(-1));

    [Test]
    public async Task An_absurd_time_fails() => await Fails(WithTag("t=99999999999999999999"));

    [Test]
    public async Task A_weak_key_fails() => await Fails(Signed(key: Rsa768.Value), record: Record(Rsa768.Value));

    [Test]
    public async Task A_SHA_1_signature_fails() => await Fails(Signed().Replace("a=rsa-sha256", "a=rsa-sha1", StringComparison.Ordinal));

    [Test]
    public async Task A_revoked_key_fails() => await Fails(Signed(), record: "v=DKIM1; k=rsa; p=");

    [Test]
    public async Task A_test_key_fails() => await Fails(Signed(), record: Record(Rsa2048.Value) + "; t=y");

    [Test]
    public async Task A_key_for_something_else_fails() => await Fails(Signed(), record: Record(Rsa2048.Value) + "; s=tlsrpt");

    [Test]
    public async Task Another_key_fails() => await Fails(Signed(), record: Record(Rsa(1024)));

    [Test]
    public async Task A_missing_key_fails() => await Fails(Signed(), name: "other._domainkey.corp.example");

    [Test]
    public async Task A_garbled_key_fails() => await Fails(Signed(), record: "v=DKIM1; p=not base64!");

    [Test]
    public async Task An_unsigned_subject_fails() => await Fails(Signed(headers: [HeaderId.From, HeaderId.Date]));

    [Test]
    public async Task An_unsigned_date_and_id_fails() => await Fails(Signed(headers: [HeaderId.From, HeaderId.Subject]));

    [Test]
    public async Task Garbled_tags_fail() => await Fails("DKIM-Signature: v=1; a; b=;;; d=corp.example\r\n" + Unsigned());

    [Test]
    public async Task A_tag_that_comes_twice_fails() => await Fails(WithTag("d=corp.example"));

    [Test]
    public async Task No_signature_fails() => await Fails(Unsigned());

    [Test]
    public async Task The_sixth_signature_is_not_looked_at() => await Fails(
        string.Concat(Enumerable.Repeat("DKIM-Signature: v=1; a=rsa-sha256; d=corp.example; s=none; h=from:subject:date; bh=AAAA; b=AAAA\r\n", 5)) + Signed());

    [Test]
    public async Task A_second_sender_makes_even_a_good_signature_worthless()
    {
        var raw = "From: eve@evil.example\r\n" + Signed();
        var mail = await Judged(raw);
        Assert.That(mail.Outcome, Is.EqualTo(ReplyOutcome.Unverified));
    }

    [Test]
    public async Task A_name_server_that_is_down_proves_nothing_and_ends_nothing()
    {
        var found = await new DkimCheck((_, _) => Task.FromResult<TxtAnswer>(new TxtAnswer.Unavailable("time-out"))).CheckAsync(Parse(Signed()), ["corp.example"], Now, default);
        Assert.That(found, Is.InstanceOf<SenderAuthentication.Unavailable>());
    }

    [Test]
    public async Task A_signed_approval_approves() => Assert.That((await Judged(Signed())).Outcome, Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public async Task An_unsigned_approval_is_unverified() => Assert.That((await Judged(Unsigned())).Outcome, Is.EqualTo(ReplyOutcome.Unverified));

    private static async Task<ReplyJudgement> Judged(string raw)
    {
        var message = Parse(raw);
        var check = new SenderCheck([new SenderRule("corp.example", true, [])], new DkimCheck(TxtLookups.Table([$"s1._domainkey.corp.example\t{Record(Rsa2048.Value)}"])), false);
        var received = new ReceivedMail("x", Encoding.UTF8.GetBytes(raw), raw.Length, Explain.Now);
        return ReplyJudge.Judge(MimeReading.Read(received, message, null, await check.CheckAsync(message, Now, default)), Explain.Context(), Explain.Now);
    }

    private static async Task Passes(string raw, string? record = null, string[]? aligned = null, string name = "s1._domainkey.corp.example") =>
        Assert.That(await Check(raw, record, aligned, name, Now), Is.InstanceOf<SenderAuthentication.Passed>());

    private static async Task Fails(string raw, string? record = null, string name = "s1._domainkey.corp.example", DateTimeOffset? now = null) =>
        Assert.That(await Check(raw, record, null, name, now ?? Now), Is.InstanceOf<SenderAuthentication.Failed>());

    private static Task<SenderAuthentication> Check(string raw, string? record, string[]? aligned, string name, DateTimeOffset now) =>
        new DkimCheck(TxtLookups.Table([$"{name}\t{record ?? Record(Rsa2048.Value)}"])).CheckAsync(Parse(raw), aligned ?? ["corp.example"], now, default);

    private static MimeMessage Parse(string raw) => MimeReading.Parse(Encoding.UTF8.GetBytes(raw)).Message!;

    private static string Unsigned() => $"From: Jane <jane@corp.example>\r\nTo: {ReplyLayouts.Plus}\r\nSubject: Re: [UW-0042] Approval needed\r\n"
        + $"Date: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <r1@corp.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{Body}";

    private static string WithTag(string tag) => Signed().Replace("; c=", $"; {tag}; c=", StringComparison.Ordinal);

    private static string Signed(
        string domain = "corp.example", AsymmetricCipherKeyPair? key = null, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256,
        DkimCanonicalizationAlgorithm canonical = DkimCanonicalizationAlgorithm.Relaxed, HeaderId[]? headers = null, TimeSpan? expires = null)
    {
        var message = Parse(Unsigned());
        var signer = new DkimSigner((key ?? Rsa2048.Value).Private, domain, "s1", algorithm)
        {
            HeaderCanonicalizationAlgorithm = canonical,
            BodyCanonicalizationAlgorithm = canonical,
        };
        if (expires is { } life)
        {
            signer.SignaturesExpireAfter = life;
        }

        signer.Sign(message, headers ?? Usual);
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AsymmetricCipherKeyPair Rsa(int bits)
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(new SecureRandom(), bits));
        return generator.GenerateKeyPair();
    }

    private static string Record(AsymmetricCipherKeyPair key) =>
        "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.Public).GetDerEncoded());

    private static string EdRecord() => "v=DKIM1; k=ed25519; p=" + Convert.ToBase64String(((Ed25519PublicKeyParameters)Edwards.Value.Public).GetEncoded());
}
