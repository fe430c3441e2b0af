using System.Text;

namespace UpgradeWorker.Core.Runs;

/// <summary>
/// Names and tokens of a run's effects. All derive from run id, generation and step, so that a repetition is recognised as one
/// (CloudFormation: same name and token; RDS and ElastiCache: the snapshot's name; SSM: the comment).
/// </summary>
public static class RunNames
{
    /// <summary>Name of the change set that is executed. At most 128 characters, starts with a letter (CreateChangeSet).</summary>
    public static string ChangeSet(RunId run, int generation) => $"{ChangeSetPrefix(run)}{generation}";

    /// <summary>What the names of the run's change sets begin with, whatever the generation.</summary>
    public static string ChangeSetPrefix(RunId run) => $"upgradeworker-{run}-g";

    /// <summary>ClientToken of CreateChangeSet.</summary>
    public static string ChangeSetToken(RunId run, int generation) => $"uw-{run}-g{generation}-ConfirmChangeSet";

    /// <summary>ClientRequestToken of ExecuteChangeSet; CloudFormation stamps it on every event of the update.</summary>
    public static string ExecutionToken(RunId run, int generation) => $"uw-{run}-g{generation}-ExecuteChangeSet";

    /// <summary>The run whose <see cref="ExecutionToken"/> this is; null if it is none of ours.</summary>
    public static RunId? RunOfToken(string? clientRequestToken) =>
        clientRequestToken?.Split('-') is ["uw", { Length: 13 } id, _, "ExecuteChangeSet"] && id[0] == 'r' ? new RunId(id) : null;

    /// <summary>
    /// Snapshot name: letters, digits and single hyphens, starting with a letter, at most 40 characters (ElastiCache CreateSnapshot;
    /// RDS CreateDBSnapshot allows 255).
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="index">Position of the database or cache among those of the plan, from 0.</param>
    public static string Snapshot(RunId run, int generation, int index) => $"uw-{run}-g{generation}-{index}";

    /// <summary>Comment of an SSM command, at most 100 characters (SendCommand).</summary>
    public static string Comment(RunId run, int generation, RunStep step, string purpose) =>
        Truncate($"uw {run} g{generation} {step} {purpose}", 100);

    /// <summary>Name of the done-marker on the instance for a migration: a file name of letters, digits, dots and hyphens.</summary>
    public static string Marker(RunId run, string hopTarget, string command)
    {
        var name = new StringBuilder($"{run}-{hopTarget}-{command}");
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not '.' and not '-')
            {
                name[i] = '-';
            }
        }

        return name.ToString();
    }

    private static string Truncate(string text, int length) => text.Length <= length ? text : text[..length];
}
