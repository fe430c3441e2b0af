using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Jobs.Approving;

namespace UpgradeWorker.Jobs;

/// <summary>Asks people about plans, and takes their answers: from the mailbox and from the command line.</summary>
public sealed class SeekApprovalsJob(
    StacksSettings stacks, ApprovalRequests requests, OperatorVerdicts operators, InboxReader inbox, Canaries canaries, ILogger<SeekApprovalsJob> logger) : IJob
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var did = await operators.TakeAsync(cancellationToken);
        did |= await inbox.ReadAsync(cancellationToken);
        did |= await canaries.KeepAsync(cancellationToken);
        did |= await EachStack.RunAsync(stacks, "SeekApprovals", logger, requests.KeepAsync, cancellationToken);
        return did;
    }
}
