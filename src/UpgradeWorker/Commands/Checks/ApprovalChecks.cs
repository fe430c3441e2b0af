using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands.Checks;

/// <summary>Whether somebody can approve what replaces databases.</summary>
internal static class ApprovalChecks
{
    public static async Task<CheckResult> SecondFactorAsync(StackSettings stack, ApprovalSettings approvals, SecretResolver secrets, CancellationToken cancellationToken)
    {
        var subject = $"stack {stack.Key}: second factor";
        if (approvals.SecondFactor == SecondFactorPolicy.Never)
        {
            return CheckResult.Warning(subject, "Approvals:SecondFactor is Never: whoever holds one approver's mailbox can have databases replaced.");
        }

        var store = new TotpSecrets(approvals, secrets);
        var enrolled = new List<string>();
        foreach (var approver in stack.Approvers)
        {
            var factor = await store.LoadAsync(approver, cancellationToken);
            if (factor.Wrong is { } wrong)
            {
                return CheckResult.Wrong(subject, wrong.Message);
            }

            if (factor.IsEnrolled)
            {
                enrolled.Add(approver);
            }
        }

        return enrolled.Count > 0 ? CheckResult.Ok(subject, $"{string.Join(", ", enrolled)} can approve plans that replace databases.")
            : stack.Approvers.Count > 1 ? CheckResult.Ok(subject, "nobody has an authenticator; two approvers must agree to plans that replace databases.")
            : CheckResult.Warning(subject, "nobody has an authenticator and there are not two approvers, so plans that replace databases can be approved on this machine only; run totp enrol ADDRESS.");
    }
}
