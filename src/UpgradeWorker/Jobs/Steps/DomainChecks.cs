using System.Globalization;
using System.Net;
using UpgradeWorker.Certificates;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Looks at the domain as its users do: where it leads, which certificate it shows, whether it is healthy.</summary>
public sealed class DomainChecks(DomainLookup lookup, HandshakeGateway handshakes)
{
    /// <summary>A new instance needs a moment until it serves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Whether the domain leads to the stack's public address. Wrong DNS burns failed authorisations at Let's Encrypt.</summary>
    internal async Task<CheckOutcome> DnsAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (Domains(context) is not { Count: > 0 } domains)
        {
            return NoDomain(context);
        }

        if (context.Stack.Profile.AddressOutput is not { } output)
        {
            return CheckOutcome.Not("the profile names no output with the address");
        }

        var look = (await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken))?.Look;
        if (look?.Output(output) is not { } wanted || !IPAddress.TryParse(wanted, out var address))
        {
            return CheckOutcome.Not($"the stack's output {output} is no address");
        }

        var seen = new List<Finding>();
        foreach (var domain in domains)
        {
            seen.AddRange((await AddressAsync(domain, address, cancellationToken)).Seen);
        }

        return new CheckOutcome(null, seen, null);
    }

    private async Task<CheckOutcome> AddressAsync(string domain, IPAddress wanted, CancellationToken cancellationToken)
    {
        var (found, fault) = await lookup.AddressesAsync(domain, cancellationToken);
        var others = (found ?? []).Where(one => IPAddress.Parse(one) is var other && other.AddressFamily == wanted.AddressFamily && !other.Equals(wanted)).ToList();
        return found is null
            ? CheckOutcome.See("DnsUnknown", $"{domain} could not be looked up ({fault}), so that it is not known whether it leads to {wanted}.")
            : found.Contains(wanted.ToString(), StringComparer.Ordinal)
                ? others.Count == 0 ? CheckOutcome.Fine : CheckOutcome.See(
                    "WrongDns",
                    $"WRONG DNS: {domain} leads to the stack's address {wanted}, but also to {string.Join(", ", others)}. Take those out of the record NOW: "
                    + "users come to them by chance, and so does Let's Encrypt, which locks the instance out after five failed tries an hour.")
                : CheckOutcome.See(
                    "WrongDns",
                    $"WRONG DNS: {domain} leads to {string.Join(", ", found)}, but the stack's address is {wanted}. Change the record NOW: every handshake "
                    + "makes the instance ask Let's Encrypt in vain, and after five failed tries an hour it is locked out.");
    }

    /// <summary>Which certificate the domain shows. Not asked where the name surely leads elsewhere, for the handshake makes the instance ask for one.</summary>
    internal async Task<CheckOutcome> CertificateAsync(StepContext context, CancellationToken cancellationToken)
    {
        var dns = context.OfAttempt<Evidence.Verified>().LastOrDefault(one => one.Check == "DNS")?.Seen ?? [];
        if (Domains(context) is not { Count: > 0 } domains)
        {
            return NoDomain(context);
        }

        if (domains.Where(domain => !dns.Any(finding => IsElsewhere(finding, domain))).ToList() is not { Count: > 0 } here)
        {
            return CheckOutcome.Not("as the name does not surely lead to this stack");
        }

        var seen = new List<Finding>();
        foreach (var domain in here)
        {
            var outcome = await HandshakeAsync(context, domain, cancellationToken);
            if (outcome.Pending is not null || outcome.Wrong is not null)
            {
                return outcome with { Seen = [.. seen, .. outcome.Seen] };
            }

            seen.AddRange(outcome.Seen);
        }

        return new CheckOutcome(null, seen, null);
    }

    private static bool IsElsewhere(Finding dns, string domain) =>
        dns.Reason is "WrongDns" or "DnsUnknown" && $" {dns.Message}".Contains($" {domain} ", StringComparison.Ordinal);

    private async Task<CheckOutcome> HandshakeAsync(StepContext context, string domain, CancellationToken cancellationToken)
    {
        switch (await handshakes.ShakeAsync(HandshakeTarget.Of(context.Stack, domain), cancellationToken))
        {
            case Handshake.Failed failed when context.Now - context.Run.StepBegan < Patience:
                return new CheckOutcome(new StepOutcome.NotYet($"waiting for a certificate: {failed.Why.Message}"), [], null);
            case Handshake.Failed failed:
                return new CheckOutcome(null, [failed.Why], null);
            case Handshake.Seen { Leaf: var leaf } when !leaf.Covers(domain) || !leaf.IsValidAt(context.Now):
                return CheckOutcome.See(
                    "BadCertificate",
                    $"{domain} shows a certificate for {string.Join(", ", leaf.Names)} of {leaf.IssuerOrganization}, valid from {leaf.NotBefore:u} to {leaf.NotAfter:u}: browsers and gateways refuse it.");
            case Handshake.Seen { Leaf: var leaf }:
                return CheckOutcome.See("Certificate", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{domain} shows a certificate for {string.Join(", ", leaf.Names)} of {leaf.IssuerOrganization} {leaf.IssuerName}, {Age(context.Now - leaf.NotBefore)} old."));
            default:
                throw new InvalidOperationException("Unknown handshake.");
        }
    }

    /// <summary>Whether the health URL answers 2xx.</summary>
    internal async Task<CheckOutcome> HealthAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Stack.HealthUrl is not { } url)
        {
            return CheckOutcome.Not("HealthUrl is not set");
        }

        var (status, fault) = await lookup.AskAsync(url, cancellationToken);
        return status is >= 200 and < 300 ? CheckOutcome.See("Healthy", $"{url} answers {status}.")
            : context.Now - context.Run.StepBegan < Patience
                ? new CheckOutcome(new StepOutcome.NotYet($"waiting until {url} answers: {status?.ToString(CultureInfo.InvariantCulture) ?? fault}"), [], null)
                : CheckOutcome.No("Unhealthy", $"{url} answers {status?.ToString(CultureInfo.InvariantCulture) ?? $"nothing ({fault})"}, not 2xx.");
    }

    /// <summary>The names that users know: as configured, and all that certificates are asked for.</summary>
    private static IReadOnlyList<string> Domains(StepContext context) => !context.Stack.VerifyDomain ? []
        :
        [
            .. new[] { context.Stack.Domain }.Concat(context.Plan.CertificateNames?.Split(' ', ',') ?? []).Concat(context.Stack.FurtherDomains)
                .OfType<string>().Where(name => Uri.CheckHostName(name) == UriHostNameType.Dns).Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    private static CheckOutcome NoDomain(StepContext context) =>
        CheckOutcome.Not(context.Stack.VerifyDomain ? "no domain is known" : "VerifyDomain is false");

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{age.TotalDays:0} days" : $"{age.TotalHours:0} hours";
}
