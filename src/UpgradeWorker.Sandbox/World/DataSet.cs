namespace UpgradeWorker.Sandbox.World;

/// <summary>The rows that a database or cache holds, in the order in which they were written.</summary>
public sealed class DataSet
{
    private readonly List<string> rows;

    public DataSet() => rows = [];

    private DataSet(IEnumerable<string> rows) => this.rows = [.. rows];

    public IReadOnlyList<string> Rows => rows;

    public void Append(string row) => rows.Add(row);

    /// <summary>The rows as they are now; later writes on either side are not seen by the other.</summary>
    public DataSet Copy() => new(rows);
}
