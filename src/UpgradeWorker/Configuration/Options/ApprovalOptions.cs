namespace UpgradeWorker.Configuration.Options;

internal sealed class ApprovalOptions
{
    [Setting("How long a request waits for an answer.", Min = "1m", Max = "90d")]
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(7);

    [Setting("Time between an approval and the start, in which anyone can stop it.", Min = "0s", Max = "7d")]
    public TimeSpan CoolOff { get; set; } = TimeSpan.FromMinutes(10);

    [Setting("A reply that comes sooner than this after the request was sent by a machine.", Min = "0s", Max = "10m")]
    public TimeSpan MinimumReplyAge { get; set; } = TimeSpan.FromSeconds(20);

    [Setting("How many different approvers must approve.", Min = "1", Max = "20")]
    public int Quorum { get; set; } = 1;

    [Setting("How many approvers are asked at first; the next one is asked when one is away or half of the time is over. Null: all at once.", Min = "1", Max = "20")]
    public int? AskFirst { get; set; }

    [Setting("No start while the mail that announces it is unsent.")]
    public bool RequireNotice { get; set; } = true;

    [Setting("WhenDataReplaced: a plan that replaces a database needs the six digits of an authenticator, a second approver, or approve on this machine. Never: one mail alone is enough (not recommended).")]
    public SecondFactorPolicy SecondFactor { get; set; } = SecondFactorPolicy.WhenDataReplaced;

    [Setting("How many 30 s steps the six digits may be older or newer than the mail's arrival.", Min = "1", Max = "20")]
    public int TotpSteps { get; set; } = 1;

    [Setting("What is known about an approver beside the address, by address.")]
    public Dictionary<string, PersonOptions> People { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class PersonOptions
{
    [Setting("Other addresses that the approver answers from.")]
    public List<string> Aliases { get; set; } = [];

    [Setting("Addresses of people who may send on behalf of the approver (the Sender field differs from the From field).")]
    public List<string> Delegates { get; set; } = [];

    [Setting("Secret reference to the secret of the approver's authenticator (Base32). Null: the file that totp enrol writes into DataDirectory.", Secret = true)]
    public string? Totp { get; set; }
}
