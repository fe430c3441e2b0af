namespace UpgradeWorker.Core.Mails;

/// <summary>A composed mail, before it becomes MIME.</summary>
/// <param name="Kind">What it is for; decides its technical header fields.</param>
/// <param name="To">The one recipient: codes differ from person to person.</param>
/// <param name="Subject">Tells the outcome by itself; no control characters.</param>
/// <param name="Text">Plain form, lines of at most 72 characters where words allow.</param>
/// <param name="Html">HTML form of the same content, nothing remote in it.</param>
/// <param name="Attachments">Files that go along; may be empty.</param>
public sealed record MailDraft(MailKind Kind, string To, string Subject, string Text, string Html, IReadOnlyList<MailAttachment> Attachments)
{
    /// <summary>The request that it is about, such as <c>UW-0042</c>; null when about none.</summary>
    public string? Request { get; init; }

    /// <summary>By which the worker knows a mail to itself again; null for all others.</summary>
    public string? Nonce { get; init; }

    /// <summary>The random-part-bearing code for the address that replies go to; null where no reply decides anything.</summary>
    public string? Token { get; init; }
}

/// <summary>A text file that goes with a mail.</summary>
/// <param name="Name">File name without a path.</param>
/// <param name="Text">Its content.</param>
public sealed record MailAttachment(string Name, string Text);
