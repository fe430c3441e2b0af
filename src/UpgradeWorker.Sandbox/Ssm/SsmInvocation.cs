using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>One command as it was sent.</summary>
internal sealed record SsmCommand(
    string CommandId, string Comment, IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters, IReadOnlyList<string> InstanceIds,
    int TimeoutSeconds, int ExecutionTimeout, DateTimeOffset RequestedAt, DateTimeOffset VisibleAt)
{
    /// <summary>One a target, in the order of <see cref="InstanceIds"/>.</summary>
    public IReadOnlyList<SsmInvocation> Invocations { get; set; } = [];

    /// <summary>The lines of the script, joined.</summary>
    public string Script => string.Join('\n', Parameters["commands"]) + "\n";

    // Order of weight: https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html
    public (string Status, string Details) Summary() =>
        Invocations.All(i => i.Status == "Success") ? ("Success", "Success")
        : Invocations.FirstOrDefault(i => !i.HasEnded) is { } open ? (open.Status, open.StatusDetails)
        : Invocations.FirstOrDefault(i => i.Status != "Success") is { } bad ? (bad.Status, bad.StatusDetails)
        : ("Pending", "Pending");
}

/// <summary>A command on one instance.</summary>
internal sealed class SsmInvocation(SsmCommand command, Machine machine)
{
    /// <summary>What GetCommandInvocation shows at most (AWS Systems Manager API reference, GetCommandInvocation).</summary>
    private const int LongestOutput = 24_000;
    private const int LongestError = 8_000;
    private string output = "";
    private string errors = "";

    public SsmCommand Command { get; } = command;
    public Machine Machine { get; } = machine;
    public string InstanceId => Machine.Instance.PhysicalId;

    /// <summary>Pending, InProgress, Success, Cancelled, TimedOut, Failed, Cancelling.</summary>
    public string Status { get; private set; } = "Pending";
    public string StatusDetails { get; private set; } = "Pending";

    /// <summary>-1 until it has ended by itself.</summary>
    public int ResponseCode { get; private set; } = -1;
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public bool HasEnded => EndedAt is not null;

    /// <summary>Empty until it has ended.</summary>
    public string Output => HasEnded ? Cut(output, LongestOutput) : "";
    public string Errors => HasEnded ? Cut(errors, LongestError) : "";

    /// <summary>What runs, or waits to run.</summary>
    internal BashSession? Session { get; private set; }
    internal DueAction? Next { get; set; }
    internal DueAction? Limit { get; set; }

    internal BashSession Begin(DateTimeOffset now)
    {
        (Status, StatusDetails, StartedAt) = ("InProgress", "InProgress", now);
        return Session = new BashSession(Machine, Command.Script);
    }

    /// <summary>It ended by itself.</summary>
    internal void End(DateTimeOffset now)
    {
        ResponseCode = Session!.ExitCode;
        Close(now, ResponseCode == 0 ? "Success" : "Failed", ResponseCode == 0 ? "Success" : "Failed");
        errors += ResponseCode == 0 ? "" : $"failed to run commands: exit status {ResponseCode}";
    }

    /// <summary>It was ended from outside: whatever it had done stays done.</summary>
    internal void Close(DateTimeOffset now, string status, string details)
    {
        (Status, StatusDetails, EndedAt) = (status, details, now);
        (output, errors) = (Session?.Output ?? "", Session?.Errors ?? "");
        Session?.End();
        Next?.Cancel();
        Limit?.Cancel();
    }

    internal void Cancelling() => (Status, StatusDetails) = ("Cancelling", "Cancelling");

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
