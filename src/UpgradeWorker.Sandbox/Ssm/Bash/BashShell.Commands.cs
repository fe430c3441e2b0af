namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>Simple commands: their words, streams, builtins and programs.</summary>
internal sealed partial class BashShell
{
    private IEnumerable<TimeSpan> RunSimple(BashStatement.Simple simple, bool guarded)
    {
        var words = simple.Words.SelectMany(variables.Expand).ToList();
        var assigned = simple.Assignments.Select(a => (a.Name, variables.ExpandOne(a.Value))).ToList();
        if (words is ["exec", ..])
        {
            Exec(words, simple.Redirections, simple.Line);
            yield break;
        }

        var streams = new BashStreams(machine.Disk, output, errors, input, descriptors);
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

    private IEnumerable<TimeSpan> Nested(string name, ShellCall call, int line)
    {
        if (call.Arguments is not ([] or ["-s"]))
        {
            throw new BashRefusal(line, $"outside the sandbox's bash subset: {name} {string.Join(' ', call.Arguments)}");
        }

        var inner = new BashShell(call.Machine, call.Environment, call.Output, call.Errors, call.Descriptors) { Parent = this };
        foreach (var wait in inner.RunScript(call.Input))
        {
            yield return wait;
        }

        call.Machine.ReleaseLocks(inner);
        call.ExitCode = inner.Status;
    }
}
