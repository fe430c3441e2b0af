using System.Diagnostics;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>One shell: variables, options, descriptors, and the execution of statements.</summary>
internal sealed partial class BashShell
{
    private readonly Machine machine;
    private Action<string> output;
    private Action<string> errors;
    private readonly BashVariables variables;
    private readonly Dictionary<int, string> descriptors;
    private readonly BashOptions options = new();
    private string input = "";
    private bool ended;

    public BashShell(
        Machine machine, IReadOnlyDictionary<string, string> environment, Action<string> output, Action<string> errors,
        IReadOnlyDictionary<int, string>? descriptors = null)
    {
        this.machine = machine;
        this.output = output;
        this.errors = errors;
        this.descriptors = descriptors is null ? [] : new Dictionary<int, string>(descriptors);
        variables = new BashVariables(environment, machine.Disk);
    }

    /// <summary>The shell that started this one; null for a script's own.</summary>
    public BashShell? Parent { get; init; }

    /// <summary>Exit code of the last command.</summary>
    public int Status { get; private set; }

    /// <summary>Throws <see cref="BashRefusal"/> when it comes to something outside the subset.</summary>
    public IEnumerable<TimeSpan> RunScript(string script)
    {
        foreach (var wait in Run(BashParser.Parse(script), guarded: false))
        {
            yield return wait;
        }
    }

    // Guarded = within a condition, where a failure does not end the script under "set -e".
    private IEnumerable<TimeSpan> Run(IReadOnlyList<BashStatement> statements, bool guarded)
    {
        foreach (var statement in statements)
        {
            foreach (var wait in Run(statement, guarded))
            {
                yield return wait;
            }

            if (ended)
            {
                yield break;
            }
        }
    }

    private IEnumerable<TimeSpan> Run(BashStatement statement, bool guarded) => statement switch
    {
        BashStatement.Simple simple => RunSimple(simple, guarded),
        BashStatement.Not not => RunNot(not),
        BashStatement.AndOr both => RunAndOr(both, guarded),
        BashStatement.If choice => RunIf(choice, guarded),
        BashStatement.Group group => RunGroup(group, guarded),
        _ => throw new UnreachableException(),
    };

    private IEnumerable<TimeSpan> RunNot(BashStatement.Not not)
    {
        foreach (var wait in Run(not.Inner, guarded: true))
        {
            yield return wait;
        }

        Status = ended ? Status : Status == 0 ? 1 : 0;
    }

    private IEnumerable<TimeSpan> RunAndOr(BashStatement.AndOr both, bool guarded)
    {
        foreach (var wait in Run(both.Left, guarded: true))
        {
            yield return wait;
        }

        if (!ended && Status == 0 == both.And)
        {
            foreach (var wait in Run(both.Right, guarded))
            {
                yield return wait;
            }
        }
    }

    private IEnumerable<TimeSpan> RunIf(BashStatement.If choice, bool guarded)
    {
        foreach (var branch in choice.Branches)
        {
            foreach (var wait in Run(branch.Condition, guarded: true))
            {
                yield return wait;
            }

            if (ended)
            {
                yield break;
            }

            if (Status == 0)
            {
                foreach (var wait in Run(branch.Body, guarded))
                {
                    yield return wait;
                }

                yield break;
            }
        }

        Status = 0;
        foreach (var wait in Run(choice.Else, guarded))
        {
            yield return wait;
        }
    }

    private IEnumerable<TimeSpan> RunGroup(BashStatement.Group group, bool guarded)
    {
        var streams = new BashStreams(machine.Disk, output, errors, input, descriptors);
        if (streams.Redirect(group.Redirections, variables) is { } complaint)
        {
            errors($"bash: line {group.Line}: {complaint}\n");
            Finish(1, guarded);
            yield break;
        }

        var outer = (output, errors, input);
        (output, errors, input) = (streams.Output, streams.Errors, streams.Input);
        foreach (var wait in Run(group.Body, guarded))
        {
            yield return wait;
        }

        (output, errors, input) = outer;
    }
}
