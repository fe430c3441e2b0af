namespace UpgradeWorker.Core.Planning;

/// <summary>A later upgrade on the way to the newest release, as far as it is known before its own change set is made.</summary>
/// <param name="From">Version that it begins at.</param>
/// <param name="To">Version that it reaches.</param>
/// <param name="HasTemplate">Whether a source has the template of <paramref name="To"/>; false = nothing is known of what it replaces.</param>
/// <param name="Replaces">Logical ids that the templates let expect to be replaced, each with the properties, such as <c>Instance (ImageId)</c>.</param>
/// <param name="CertificateCost">Certificates that it will cost; without a template as many as if every instance were replaced.</param>
/// <param name="Commands">Its migrations, in order.</param>
/// <param name="ManualSteps">How many steps of it a person has to do.</param>
public sealed record PlannedHop(
    string From, string To, bool HasTemplate, IReadOnlyList<string> Replaces, int CertificateCost, IReadOnlyList<string> Commands, int ManualSteps);
