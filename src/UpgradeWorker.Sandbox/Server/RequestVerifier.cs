using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Judges signatures. The skew is judged against the machine's real time, whatever clock the world has, since
/// clients sign with it too.</summary>
internal sealed class RequestVerifier(SandboxWorld world)
{
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    private readonly SandboxOptions options = world.Options;

    /// <summary>Who signed the request. Throws the service's own refusal unless it is signed by a known key or by a session that has not
    /// ended. The emulated service's clock is ahead by <paramref name="skew"/>.</summary>
    public SandboxCaller Verify(SandboxRequest request, SigV4Header header, EmulatedService service, TimeSpan skew)
    {
        var session = world.Sessions.Find(header.AccessKeyId);
        var known = session?.Credentials ?? options.Credentials.FirstOrDefault(c => c.AccessKeyId == header.AccessKeyId)
            ?? throw service.Refusal(RefusalKind.UnknownKey, "");
        if (known.SessionToken is { } token && request.Header("x-amz-security-token") != token)
        {
            throw service.Refusal(RefusalKind.UnknownKey, "");
        }

        if (header.Region != options.Region && service.SigningName is not ("sts" or "s3" or "aws-marketplace"))
        {
            throw service.Refusal(
                RefusalKind.WrongSignature, $"Credential should be scoped to a valid region: this sandbox is {options.Region}.");
        }

        var at = SigV4.Instant(request.Header("x-amz-date"))
            ?? throw service.Refusal(RefusalKind.WrongSignature, "Date must be in ISO-8601 'basic format' in X-Amz-Date.");
        var now = TimeProvider.System.GetUtcNow() + skew;
        if ((now - at).Duration() > AllowedSkew)
        {
            var (word, relation) = at < now ? ("expired", "earlier") : ("not yet current", "later");
            throw service.Refusal(
                RefusalKind.SkewedClock,
                $"Signature {word}: {at:yyyyMMdd'T'HHmmss'Z'} is now {relation} than {now:yyyyMMdd'T'HHmmss'Z'} by more than 5 min.");
        }

        RefuseUnsignedEssentials(header, service);
        var declared = request.Header("x-amz-content-sha256");
        if (declared is { Length: 64 } && declared != SigV4.Hash(request.Body.Span))
        {
            throw service.Refusal(RefusalKind.WrongSignature, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        if (!SigV4.SameSignature(SigV4.Sign(request, header, known.SecretAccessKey), header.Signature))
        {
            throw service.Refusal(
                RefusalKind.WrongSignature,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }

        if (session is not null && world.Faults.Take<WorldFault.SessionsExpire>() is not null)
        {
            foreach (var each in world.Sessions.All)
            {
                each.ExpiresAt = world.Now;
            }
        }

        return session is null ? new SandboxCaller(known.Arn, SandboxCaller.UserIdOf(known))
            : session.ExpiresAt > world.Now ? new SandboxCaller(known.Arn, session.UserId)
            : throw service.Refusal(RefusalKind.ExpiredToken, "");
    }

    private static void RefuseUnsignedEssentials(SigV4Header header, EmulatedService service)
    {
        foreach (var name in (string[])["host", "x-amz-date"])
        {
            if (!header.SignedHeaders.Contains(name))
            {
                throw service.Refusal(RefusalKind.WrongSignature, $"'{name}' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }
}
