using System.Xml.Linq;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>An operation with the request members that it takes.</summary>
internal sealed class QueryOperation
{
    private readonly string name;
    private readonly HashSet<string> members;

    public QueryOperation(string name, string members, Func<QueryCall, IEnumerable<XElement>?> run)
    {
        this.name = name;
        this.members = new HashSet<string>(members.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        Run = run;

        // An empty list is sent as the bare name of the list.
        foreach (var list in this.members.Where(m => m.Contains(".#", StringComparison.Ordinal)).ToList())
        {
            this.members.Add(list[..list.LastIndexOf('.', list.IndexOf(".#", StringComparison.Ordinal) - 1)]);
        }
    }

    public Func<QueryCall, IEnumerable<XElement>?> Run { get; }

    /// <summary>A member that is not known here would change what the caller means: never guessed over.</summary>
    public void RefuseUnknownMembers(IReadOnlyDictionary<string, string> form)
    {
        foreach (var key in form.Keys)
        {
            if (key is not ("Action" or "Version") && !members.Contains(Generic(key)))
            {
                throw new AwsException("InvalidParameterValue", $"The sandbox does not emulate the member '{key}' of {name}.");
            }
        }
    }

    private static string Generic(string key) =>
        key.Any(char.IsAsciiDigit)
            ? string.Join('.', key.Split('.').Select(part => part.All(char.IsAsciiDigit) ? "#" : part))
            : key;
}
