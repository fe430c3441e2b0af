namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>What <c>set</c> has switched on in a shell.</summary>
internal sealed class BashOptions
{
    /// <summary><c>set -e</c></summary>
    public bool ExitOnError { get; private set; }

    /// <summary><c>set -u</c></summary>
    public bool RefuseUnset { get; private set; }

    /// <summary>The arguments of <c>set</c>: <c>-e</c>, <c>-u</c>, <c>-o pipefail</c> and their like with <c>+</c>, also together.</summary>
    public void Set(string[] arguments, int line)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not ['-' or '+', .. { Length: > 0 } letters])
            {
                throw new BashRefusal(line, $"outside the sandbox's bash subset: set {arguments[i]}");
            }

            var on = arguments[i][0] == '-';
            foreach (var letter in letters)
            {
                switch (letter)
                {
                    case 'e':
                        ExitOnError = on;
                        break;
                    case 'u':
                        RefuseUnset = on;
                        break;
                    case 'o' when i + 1 < arguments.Length && arguments[i + 1] == "pipefail":
                        i++; // The subset has no pipes, so nothing hangs on it.
                        break;
                    default:
                        throw new BashRefusal(line, $"outside the sandbox's bash subset: set {arguments[i][0]}{letter}");
                }
            }
        }
    }
}
