using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads the group Approvals.</summary>
internal static class ApprovalReader
{
    public static ApprovalSettings Read(ApprovalOptions options, string dataDirectory, Problems problems)
    {
        if (options.CoolOff >= options.ExpireAfter)
        {
            problems.Add("Approvals:CoolOff", $"{Durations.Format(options.CoolOff)} is not shorter than ExpireAfter "
                + $"({Durations.Format(options.ExpireAfter)}); every approval would lapse before it could start anything.");
        }

        if (options.AskFirst < options.Quorum)
        {
            problems.Add("Approvals:AskFirst", $"{options.AskFirst} are fewer than the quorum of {options.Quorum}; nobody could approve before somebody is away.");
        }

        return new(options.ExpireAfter, options.CoolOff, options.MinimumReplyAge, options.Quorum, options.RequireNotice)
        {
            AskFirst = options.AskFirst,
            SecondFactor = options.SecondFactor,
            TotpSteps = options.TotpSteps,
            TotpFolder = Path.Combine(dataDirectory, "totp"),
            People = options.People.ToDictionary(
                entry => problems.Address($"Approvals:People:{entry.Key}", entry.Key) ?? entry.Key,
                entry => Person($"Approvals:People:{entry.Key}", entry.Value, problems),
                StringComparer.OrdinalIgnoreCase),
        };
    }

    private static PersonSettings Person(string path, PersonOptions options, Problems problems)
    {
        var totp = options.Totp is null ? null : SecretReference.TryParse(options.Totp, problems.BaseDirectory);
        if (options.Totp is not null && totp is null)
        {
            problems.Add($"{path}:Totp", "the value (hidden) is no secret reference; write env:NAME, file:PATH or ssm:NAME.");
        }

        return new(
            problems.Addresses($"{path}:Aliases", options.Aliases), problems.Addresses($"{path}:Delegates", options.Delegates), totp);
    }
}
