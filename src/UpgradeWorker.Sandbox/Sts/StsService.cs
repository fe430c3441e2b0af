using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.Sts;

/// <summary>STS: who one is, and a role taken on
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).</summary>
public sealed partial class StsService : QueryService
{
    private const int ShortestSession = 900;
    private const int LongestSession = 43_200;

    // A session got with a session, whatever the role allows.
    private const int LongestChained = 3_600;

    public StsService(SandboxWorld world) : base(world, "sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")
    {
        Define("GetCallerIdentity", "", _ =>
        [
            Text("Arn", world.Caller.Arn),
            Text("UserId", world.Caller.UserId),
            Text("Account", world.Caller.Account),
        ]);
        Define("AssumeRole", "RoleArn RoleSessionName ExternalId DurationSeconds", AssumeRole);
    }

    private IEnumerable<XElement?> AssumeRole(QueryCall call)
    {
        var (arn, name) = (call.Required("RoleArn"), call.Required("RoleSessionName"));
        RefuseUnless(SessionName().IsMatch(name), name, "roleSessionName", @"Member must satisfy regular expression pattern: [\w+=,.@-]*");
        RefuseUnless(name.Length is >= 2 and <= 64, name, "roleSessionName", "Member must have length between 2 and 64");
        RefuseUnless(RoleArn().IsMatch(arn), arn, "roleArn", "Member must be the ARN of a role");
        var external = call.Text("ExternalId");
        RefuseUnless(external is null || ExternalId().IsMatch(external), external, "externalId", @"Member must satisfy regular expression pattern: [\w+=,.@:\/-]*");
        var seconds = call.Number("DurationSeconds") ?? LongestChained;
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        RefuseUnless(seconds >= ShortestSession, text, "durationSeconds", $"Member must have value greater than or equal to {ShortestSession}");
        RefuseUnless(seconds <= LongestSession, text, "durationSeconds", $"Member must have value less than or equal to {LongestSession}");

        // AWS does not tell a role that does not exist from one that does not trust the caller.
        var role = World.Options.Roles.FirstOrDefault(r => r.Arn == arn && !r.IsForCloudFormation && (r.ExternalId is null || r.ExternalId == external))
            ?? throw Refusal(RefusalKind.AccessDenied, $"User: {World.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}");
        if (World.Caller.IsSession && seconds > LongestChained)
        {
            throw AwsException.Validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }

        if (TimeSpan.FromSeconds(seconds) > role.LongestSession)
        {
            throw AwsException.Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }

        var session = World.Sessions.Open(role, name, TimeSpan.FromSeconds(seconds));
        return
        [
            Of("AssumedRoleUser", Text("AssumedRoleId", session.UserId), Text("Arn", session.Credentials.Arn)),
            Of(
                "Credentials",
                Text("AccessKeyId", session.Credentials.AccessKeyId),
                Text("SecretAccessKey", session.Credentials.SecretAccessKey),
                Text("SessionToken", session.Credentials.SessionToken),
                Text("Expiration", session.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        ];
    }

    private static void RefuseUnless(bool holds, string? value, string member, string rule)
    {
        if (!holds)
        {
            throw AwsException.Validation($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {rule}");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]*\z")]
    private static partial Regex SessionName();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@:/-]{2,1224}\z")]
    private static partial Regex ExternalId();

    [GeneratedRegex(@"\Aarn:[a-z-]+:iam::[0-9]{12}:role/[^\s]+\z")]
    private static partial Regex RoleArn();
}
