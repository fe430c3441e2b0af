using System.Diagnostics;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>One shell: variables, options, descriptors, and the execution of statements.</summary>
internal sealed class BashShell
{
    private readonly Machine machine;
    private readonly Action<string> output;
    private readonly Action<string> errors;
    private readonly BashVariables variables;
    private readonly Dictionary<int, string> descriptors;
    private readonly BashOptions options = new();
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

    private IEnumerable<TimeSpan> RunSimple(BashStatement.Simple simple, bool guarded)
    {
        var words = simple.Words.SelectMany(variables.Expand).ToList();
        var assigned = simple.Assignments.Select(a => (a.Name, variables.ExpandOne(a.Value))).ToList();
        if (words is ["exec", ..])
        {
            Exec(words, simple.Redirections, simple.Line);
            yield break;
        }

        var streams = new BashStreams(machine.Disk, output, errors, descriptors);
        if (streams.Redirect(simple.Redirections, variables) is { } complaint)
        {
            errors($"bash: line {simple.Line}: {complaint}\n");
            Finish(1, guarded);
            yield break;
        }

        if (words.Count == 0)
        {
            assigned.ForEach(a => variables.Set(a.Name, a.Item2));
            Finish(0, guarded);
            yield break;
        }

        var call = new ShellCall
        {
            Machine = machine,
            Arguments = [.. words.Skip(1)],
            Environment = variables.Exported(assigned),
            Descriptors = descriptors,
            LockOwner = this,
            Output = streams.Output,
            Errors = streams.Errors,
            Input = streams.Input,
        };
        foreach (var wait in Builtin(words[0], call, simple.Line) ?? External(words[0], call, simple.Line))
        {
            yield return wait;
        }

        Finish(call.ExitCode, guarded);
    }

    private void Finish(int status, bool guarded)
    {
        Status = status;
        ended |= status != 0 && options.ExitOnError && !guarded;
    }

    private void Exec(List<string> words, IReadOnlyList<BashRedirection> redirections, int line)
    {
        if (words.Count > 1 || redirections.Any(r => r.Descriptor < 3 || r.Kind is not (BashRedirectionKind.Write or BashRedirectionKind.Append)))
        {
            throw new BashRefusal(line, "outside the sandbox's bash subset: exec other than 'exec N>FILE' with N from 3");
        }

        foreach (var redirection in redirections)
        {
            var path = variables.ExpandOne(redirection.Target);
            if (machine.Disk.Write(path, redirection.Kind == BashRedirectionKind.Append ? machine.Disk.Read(path) ?? "" : "") is { } complaint)
            {
                throw new BashRefusal(line, complaint, 1);
            }

            descriptors[redirection.Descriptor] = path;
        }

        Status = 0;
    }

    private IEnumerable<TimeSpan>? Builtin(string name, ShellCall call, int line)
    {
        switch (name)
        {
            case "set":
                options.Set(call.Arguments, line);
                variables.RefuseUnset = options.RefuseUnset;
                return call.End();
            case "export":
                foreach (var argument in call.Arguments)
                {
                    variables.Export(argument, line);
                }

                return call.End();
            case "exit":
                ended = true;
                return call.End(call.Arguments is [var code] && int.TryParse(code, out var number) ? number & 0xff : Status);
            default:
                return BashBuiltins.All.GetValueOrDefault(name)?.Invoke(call);
        }
    }

    private IEnumerable<TimeSpan> External(string name, ShellCall call, int line)
    {
        if (name is "bash" or "/bin/bash" or "sh" or "/bin/sh")
        {
            return Nested(name, call, line);
        }

        return machine.Program(name) is { } program
            ? program(call)
            : call.Fail(127, $"bash: line {line}: {name}: command not found (not among the programs of the sandbox's machine)");
    }

    private static IEnumerable<TimeSpan> Nested(string name, ShellCall call, int line)
    {
        if (call.Arguments is not ([] or ["-s"]))
        {
            throw new BashRefusal(line, $"outside the sandbox's bash subset: {name} {string.Join(' ', call.Arguments)}");
        }

        var inner = new BashShell(call.Machine, call.Environment, call.Output, call.Errors, call.Descriptors);
        foreach (var wait in inner.RunScript(call.Input))
        {
            yield return wait;
        }

        call.Machine.ReleaseLocks(inner);
        call.ExitCode = inner.Status;
    }
}
