using System.Globalization;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Pages of RDS and ElastiCache lists: <c>MaxRecords</c> (20 to 100, 100 when absent) and an opaque
/// <c>Marker</c>.</summary>
internal static class Markers
{
    public static (IReadOnlyList<T> Page, string? Marker) Page<T>(QueryCall call, IReadOnlyList<T> all)
    {
        var size = call.Number("MaxRecords") ?? 100;
        if (size is < 20 or > 100)
        {
            throw new AwsException("InvalidParameterValue", $"Invalid value {size} for MaxRecords. Must be between 20 and 100");
        }

        var start = 0;
        if (call.Text("Marker") is { Length: > 0 } marker && !int.TryParse(marker, CultureInfo.InvariantCulture, out start))
        {
            throw new AwsException("InvalidParameterValue", "Invalid marker");
        }

        var page = all.Skip(start).Take(size).ToList();
        var next = start + page.Count;
        return (page, next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
