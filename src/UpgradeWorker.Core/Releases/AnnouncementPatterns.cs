using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Releases;

/// <summary>
/// The wording by which release notes announce things. All patterns run without backtracking, so hostile text costs linear time.
/// Each speaks of one sentence unless it says otherwise.
/// </summary>
internal static partial class AnnouncementPatterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex("`([^`]+)`", Options)]
    public static partial Regex CodeSpan();

    [GeneratedRegex(@"\(([^()]*)\)", Options)]
    public static partial Regex Parenthesised();

    [GeneratedRegex(@"\s+and\s+|\s+or\s+|\s+then\s+|\s+followed by\s+|[,;]", Options)]
    public static partial Regex Connector();

    /// <summary>Something that looks like a migration command, known or not; other subcommands (purge, clean) do not.</summary>
    [GeneratedRegex(@"\b[a-z]+-db (?:migrate|init)\b", Options)]
    public static partial Regex LooksLikeMigration();

    /// <summary>What stands before a command that the sentence tells the reader to run.</summary>
    [GeneratedRegex(@"(?:^|[,;:]\s|\b(?:needs? to|must|have to|has to|should|please|required to|requires you to|then|also|first|afterwards|and)\s)(?:also |first |then |now |subsequently )?(?:re-?)?(?:run|execute|perform)\s(?:the\s)?(?:following\s)?$|\brequires? (?:running|to run) (?:the )?$", Options)]
    public static partial Regex ToldToRun();

    [GeneratedRegex(@"\b(?:requires?|required|requiring|needs?|needed|must|necessary|mandatory|have to|has to|should|perform|run|execute|apply|please)\b", Options)]
    public static partial Regex Demands();

    [GeneratedRegex(@"\b(?:does|do|did|is|are|will)(?:n't| not| no longer)\s(?:be )?(?:requir|need|necessary)|\bno (?:[\w-]+ ){0,3}migrations?\b|\bwithout (?:a |an |any )?(?:[\w-]+ ){0,3}migrations?\b", Options)]
    public static partial Regex Negated();

    /// <summary>Before a command: only some readers are meant.</summary>
    [GeneratedRegex(@"^(?:if|in case|unless|for (?:those|users|deployments))\b|\b(?:only (?:if|when|for|needed|required|necessary)|if you|if your|in case|optional|optionally)\b|^to (?:migrate|import|convert|move|backfill|use|enable|keep|retain)\b", Options)]
    public static partial Regex ConditionBefore();

    /// <summary>Before a command, where nothing demands it: the reader may.</summary>
    [GeneratedRegex(@"\b(?:may|might|can|could)\b", Options)]
    public static partial Regex Permission();

    /// <summary>After a command: only some readers are meant.</summary>
    [GeneratedRegex(@"^\W*(?:but |and |is )?(?:only |optional)?(?:if|in case|when|unless|for (?:those|users|deployments)|optional|only)\b", Options)]
    public static partial Regex ConditionAfter();

    [GeneratedRegex(@"\b(?:requires?|needs?) (?:a|an|another|the)\b.*\b(?:migration|initiali[sz]ation)\b|\b(?:must|should|needs? to|have to|has to) be migrated\b", Options)]
    public static partial Regex DemandsMigration();

    [GeneratedRegex(@"\bautomatic(?:ally)?\b", Options)]
    public static partial Regex Automatic();

    [GeneratedRegex(@"\boptional\b.*\bmigrations?\b", Options)]
    public static partial Regex OffersMigration();

    [GeneratedRegex(@"\b(?:run|execute|running|executing)\b.*\b(?:following|these|this)\b.*\b(?:commands?|quer(?:y|ies)|statements?|sql)\b|\b(?:run|execute):$", Options)]
    public static partial Regex RunTheFollowing();

    /// <summary>Code that a person types: SQL or a client program. SQL counts in capitals only, as prose has the same words.</summary>
    [GeneratedRegex(@"^(?:CALL|SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP|TRUNCATE|VACUUM|REINDEX|REFRESH|SET|BEGIN)\s|^(?:ttn-lw-cli|tti-lw-cli|psql|redis-cli|aws)\s", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    public static partial Regex HandTypedCode();

    [GeneratedRegex(@"\b(?:before|prior to) (?:the |an? )?(?:upgrad|updat|migrat|initiali[sz]|start(?:ing)? the upgrade|running|performing)", Options)]
    public static partial Regex DueBefore();

    [GeneratedRegex(@"\bafter (?:the |an? )?(?:upgrad|updat|migrat|initiali[sz])|\bonce (?:upgraded|updated|migrated|the (?:upgrade|migration))|\bfor the new (?:tables?|aggregates?|views?|columns?)\b", Options)]
    public static partial Regex DueAfter();

    [GeneratedRegex(@"\b(?:minimum|at least)\b.*?\bversion(?: of)? (" + VersionMention.Pattern + ")", Options)]
    public static partial Regex MinimumVersion();

    [GeneratedRegex(@"\b(?:must|should|needs? to|have to|has to|please|make sure|ensure|install|back up|create|stop|run)\b", Options)]
    public static partial Regex Instructs();

    [GeneratedRegex(@"\bloss of (?:\w+ )?data\b|\bdata loss\b|\bdata (?:\w+ )?(?:will|may|can|might|could) be (?:lost|deleted|dropped)\b|\b(?:will|may|can|might) lose (?:\w+ ){0,3}data\b", Options)]
    public static partial Regex LosesData();

    [GeneratedRegex(@"\b(?:no|without|without any|prevents?|avoids?|fix(?:es|ed)?) (?:\w+ )?(?:data loss|loss of data)\b", Options)]
    public static partial Regex LosesNoData();

    [GeneratedRegex(@"\bfirst (?:be )?(?:upgraded?|updated?|migrated?) (?:to|through|via) (?:version )?(" + VersionMention.Pattern + @")|\b(?:upgrade|update|migrate) to (?:version )?(" + VersionMention.Pattern + @") first\b", Options)]
    public static partial Regex FirstUpgradeTo();

    [GeneratedRegex(@"\b(?:upgrad|migrat|updat)\w*\b.*\b(?:through|via|by way of) (?:version )?(" + VersionMention.Pattern + ")", Options)]
    public static partial Regex GoThrough();

    [GeneratedRegex(@"\b(?:prior|before|earlier|older|direct|directly|below)\b", Options)]
    public static partial Regex SpeaksOfOlder();

    [GeneratedRegex(@"\b(?:prior to|before|earlier than|older than|below) (?:version )?(" + VersionMention.Pattern + ")", Options)]
    public static partial Regex OlderThan();

    [GeneratedRegex(@"\bwith (?:the|a|an) (" + VersionMention.Pattern + ") binary", Options)]
    public static partial Regex WithBinary();

    [GeneratedRegex(@"\b(?:repeat|again|then|rerun|re-run)\b.*\bwith (?:the|a|an) (" + VersionMention.Pattern + ")", Options)]
    public static partial Regex RepeatWith();

    [GeneratedRegex(@"\bcommands? (?:(?:is|are|was|were|has been|have been) )?(?:now )?removed\b", Options)]
    public static partial Regex CommandRemoved();

    [GeneratedRegex(@"^(?:the )?(?:deprecated )?`[^`]*`(?:(?:,| and|, and) (?:the )?`[^`]*`)*(?: commands?)?\.?$", Options)]
    public static partial Regex OnlyCommands();

    /// <summary>Sentences of a line: a full stop, space, and something that begins one. Version numbers have no space after their dots.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var at = 1; at + 1 < text.Length; at++)
        {
            if (text[at] == ' ' && text[at - 1] is '.' or '!' or '?' && (char.IsUpper(text[at + 1]) || text[at + 1] is '`' or '"'))
            {
                yield return text[start..at];
                start = at + 1;
            }
        }

        yield return text[start..];
    }
}
