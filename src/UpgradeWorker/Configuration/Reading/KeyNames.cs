using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Guesses which key was meant.</summary>
internal static class KeyNames
{
    /// <summary>The known name within a few typing errors; null = none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(near => near.Distance <= Math.Min(3, Math.Min(near.Name.Length, given.Length) / 2))
        .OrderBy(near => near.Distance)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>Where else in the settings a key of this name stands; at most three places.</summary>
    public static IReadOnlyList<string> PlacesOf(string given) => Walk(typeof(WorkerOptions), "")
        .Where(path => path.Split(':')[^1].Equals(given, StringComparison.OrdinalIgnoreCase))
        .Take(3)
        .ToList();

    private static IEnumerable<string> Walk(Type type, string path)
    {
        foreach (var property in type.GetProperties())
        {
            var here = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            yield return here;
            var inner = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType;
            if (OptionsBinder.IsGroup(inner))
            {
                foreach (var below in Walk(inner, inner == property.PropertyType ? here : $"{here}:…"))
                {
                    yield return below;
                }
            }
        }
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
