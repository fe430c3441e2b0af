using System.Text;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>
/// A script that runs on a machine: a clearly bounded subset of bash. In the subset are simple commands with quotes, variables
/// and redirections, here-documents, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, <c>if</c>, <c>set -euo pipefail</c>, a few builtins
/// and the programs of the machine. Everything else ends the script with a message that names it: 2 for what bash itself or a
/// program has and the subset has not, 127 for a program that is not there. A script with a wrong construct runs no line of it.
/// </summary>
internal sealed class BashSession
{
    private readonly Machine machine;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly BashShell shell;
    private readonly IEnumerator<TimeSpan> steps;
    private bool ended;

    public BashSession(Machine machine, string script)
    {
        this.machine = machine;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = "/root", ["PATH"] = "/usr/sbin:/usr/bin" };
        shell = new BashShell(machine, environment, text => output.Append(text), text => errors.Append(text));
        steps = shell.RunScript(script).GetEnumerator();
    }

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public int ExitCode { get; private set; }

    /// <summary>Runs on until something takes time: how long that is, emulated. Null when the script has ended.</summary>
    public TimeSpan? Advance()
    {
        try
        {
            while (!ended && steps.MoveNext())
            {
                if (steps.Current > TimeSpan.Zero)
                {
                    return steps.Current;
                }
            }

            ExitCode = ended ? ExitCode : shell.Status;
        }
        catch (BashRefusal refusal)
        {
            errors.Append("bash: ").Append(refusal.Message).Append('\n');
            ExitCode = refusal.ExitCode;
        }

        End();
        return null;
    }

    /// <summary>Kills it where it stands; its locks are free again.</summary>
    public void End()
    {
        ended = true;
        machine.ReleaseLocks(shell);
    }
}
