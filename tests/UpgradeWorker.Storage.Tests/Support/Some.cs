using System.Text.Json;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>Valid values; a test says only what matters to it.</summary>
internal static class Some
{
    public static readonly StackKey Stack = new("lab");
    public static readonly StackKey OtherStack = new("field");
    public static readonly StackId StackId = new("arn:aws:cloudformation:eu-west-1:123456789012:stack/lab/6f1e2a90");
    public static readonly PlanFingerprint Fingerprint = new(new string('a', 64));
    public static readonly PlanFingerprint OtherFingerprint = new(new string('b', 64));
    public static readonly Finding Finding = new("DiskFull", "The disk \"/data\" of «lab» is full:\n free <1 GiB> & look again.");

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An instant so many minutes into the test.</summary>
    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);

    /// <summary>What a value holds, all the way down, so that two can be compared whatever their lists are made of.</summary>
    public static string Content<T>(T value) => JsonSerializer.Serialize(value);

    public static StackLook Look(double minutes, string status = "UPDATE_COMPLETE") => new()
    {
        Stack = Stack,
        StackId = StackId,
        At = At(minutes),
        Status = status,
        Parameters = [new StackParameter("InstanceAmi", "/images/base", "ami-0a1b"), new StackParameter("Password", "****")],
        Outputs = [new StackOutput("VersionTag", "3.30.0")],
        Resources = [new StackResource("Instance", "AWS::EC2::Instance", "i-0a1b2c", "CREATE_COMPLETE")],
        Capabilities = ["CAPABILITY_IAM"],
        TemplateSha256 = new string('c', 64),
        UpdatedAt = At(-600),
    };

    public static StackEvent Event(string id, double minutes) =>
        new(id, "Instance", "i-0a1b2c", "AWS::EC2::Instance", "CREATE_IN_PROGRESS", null, At(minutes), "uw-r000000000001-g1-ExecuteChangeSet");

    public static ApprovalRequest Request(string id = "UW-0001", ApprovalState state = ApprovalState.Pending, StackKey? stack = null) => new()
    {
        Id = id,
        Stack = stack ?? Stack,
        Plan = Fingerprint,
        Approvers = ["ann@example.com", "bob@example.com"],
        Quorum = 2,
        NeedsSecondFactor = true,
        StepsToAcknowledge = ["M1"],
        IssuedAt = At(0),
        ExpiresAt = At(60),
        State = state,
        WindowOpens = At(120),
        WindowCloses = At(240),
        Verdicts = [Verdict()],
    };

    public static Verdict Verdict(VerdictKind kind = VerdictKind.Approve, string by = "ann@example.com", double minutes = 5) =>
        new(kind, "UW-0001", Fingerprint, by, At(minutes), "Wait for \"Bob\"", At(900), ["M1"], SecondFactor: true);

    public static RunId RunId(int number) => new($"r{number:d12}");

    public static StartedRun Started(int number = 1, StackKey? stack = null, string? request = null, double minutes = 0) =>
        new(RunId(number), stack ?? Stack, IdOf(stack), Fingerprint, request ?? $"UW-{number:d4}", At(minutes), At(240));

    public static Run Run(int number = 1, StackKey? stack = null, double minutes = 0) =>
        Core.Runs.Run.Start(RunId(number), stack ?? Stack, IdOf(stack), Fingerprint, At(240), At(minutes));

    private static StackId IdOf(StackKey? stack) => stack is { } key && key != Stack ? new($"arn:aws:cloudformation:eu-west-1:123456789012:stack/{key}/6f1e2a90") : StackId;

    public static OutboxMail Mail(string key, double minutes = 0) => new()
    {
        DedupeKey = key,
        Kind = "approval-request",
        Recipient = "ann@example.com",
        Subject = "Approve? «lab»",
        MessageId = $"{key}@worker.example",
        CreatedAt = At(minutes),
        GiveUpAt = At(minutes + 600),
        Raw = [0, 13, 10, 255, 65],
    };
}
