using UpgradeWorker.Certificates;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands.Checks;

/// <summary>What the certificate ledger counts with, and whether it can see the certificates themselves.</summary>
internal sealed class CertificateChecks(Settings settings, TimeProvider time)
{
    public CheckResult Cost() => CheckResult.Ok(
        "certificates", $"a replaced instance counts as {settings.Certificates.CostPerReplacement} of {settings.Certificates.Limit} a week "
        + "(Certificates:CostPerReplacement; 2 is right where clients without ECDSA connect, such as old gateways).");

    /// <summary>A handshake with each domain of a stack, as far as the domain is known without asking AWS.</summary>
    public async Task<IReadOnlyList<CheckResult>> OfAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var gateway = new HandshakeGateway(time);
        var results = new List<CheckResult>();
        foreach (var names in await NamesAsync(stack, cancellationToken))
        {
            var subject = $"stack {stack.Key}: certificate of {names}";
            results.Add(await gateway.ShakeAsync(HandshakeTarget.Of(stack, names.Text), cancellationToken) switch
            {
                Handshake.Seen { Leaf: var leaf } when !leaf.Covers(names.Text) =>
                    CheckResult.Warning(subject, $"the one served is for {string.Join(", ", leaf.Names)}; check HttpsAddress, HttpsPort and the DNS record."),
                Handshake.Seen { Leaf: var leaf } => CheckResult.Ok(
                    subject, $"{leaf.Serial} of {leaf.IssuerOrganization} {leaf.IssuerName}, until {Times.Local(leaf.NotAfter)}"
                    + (leaf.IsFromLetsEncrypt ? "." : "; no limit of Let's Encrypt concerns it.")),
                Handshake.Failed { Why: var why } => CheckResult.Warning(
                    subject, $"{why.Message} Renewals go unseen, and places free a day later than they could; let this machine reach it, or set HttpsAddress."),
                _ => throw new InvalidOperationException("unknown handshake"),
            });
            results.Add(settings.Certificates.DomainOf(names) is { } domain
                ? CheckResult.Ok(subject, $"it counts for the limit of {domain} too ({settings.Certificates.DomainLimit} a week).")
                : CheckResult.Ok(subject, "no registered domain is configured for it (Certificates:RegisteredDomains), so only the limit of its exact names is kept."));
        }

        return results;
    }

    private async Task<IReadOnlyList<NameSet>> NamesAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        if (stack.Domain is { } domain)
        {
            return [.. stack.FurtherDomains.Prepend(domain).Select(one => NameSet.Of(one)).Distinct()];
        }

        try
        {
            if (settings.Database.PostgreSql is null && !File.Exists(settings.Database.SqliteFile))
            {
                return [];
            }

            // Reading would bring the tables up to date, and a check changes nothing.
            var database = new Database(Memory.DialectOf(settings));
            return await database.RehearseAsync(cancellationToken) != 0 ? [] : await database.ReadAsync(
                async session => await new StackFactsReader().ReadAsync(session, stack) is { HasOwnCertificate: false } known ? known.NameSets : [], cancellationToken);
        }
        catch (DatabaseUnavailableException)
        {
            return []; // It has a line of its own.
        }
    }
}
