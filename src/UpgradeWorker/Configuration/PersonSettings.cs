namespace UpgradeWorker.Configuration;

/// <summary>What is known about an approver beside the address.</summary>
/// <param name="Aliases">Other addresses that the approver answers from.</param>
/// <param name="Delegates">Who may send on behalf of the approver.</param>
/// <param name="Totp">Where the secret of the authenticator is kept; null = in the file of <c>totp enrol</c>, or nowhere.</param>
public sealed record PersonSettings(IReadOnlyList<string> Aliases, IReadOnlyList<string> Delegates, SecretReference? Totp);
