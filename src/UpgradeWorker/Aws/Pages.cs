namespace UpgradeWorker.Aws;

/// <summary>Reads answers that come in pages.</summary>
internal static class Pages
{
    /// <summary>More pages than any answer we ask for can have; a service that never ends must not hold the worker.</summary>
    private const int Most = 2000;

    /// <summary>
    /// Reads pages until the last one, or until <paramref name="read"/> says that it has seen enough.
    /// </summary>
    /// <param name="fetch">Fetches the page behind a token; null = the first.</param>
    /// <param name="tokenOf">The token of the next page; null or empty = there is none.</param>
    /// <param name="read">Takes a page; false = no more pages are wanted.</param>
    public static async Task ReadAsync<T>(Func<string?, Task<T>> fetch, Func<T, string?> tokenOf, Func<T, bool> read)
    {
        string? token = null;
        for (var page = 0; page < Most; page++)
        {
            var answer = await fetch(token);
            var next = tokenOf(answer);
            if (!read(answer) || string.IsNullOrEmpty(next))
            {
                return;
            }

            if (next == token)
            {
                throw new InvalidOperationException("AWS gave the same page token twice in a row.");
            }

            token = next;
        }

        throw new InvalidOperationException($"AWS gave more than {Most} pages.");
    }

    /// <summary>All items of all pages.</summary>
    public static async Task<IReadOnlyList<TItem>> AllAsync<T, TItem>(
        Func<string?, Task<T>> fetch, Func<T, string?> tokenOf, Func<T, IEnumerable<TItem>?> itemsOf)
    {
        List<TItem> items = [];
        await ReadAsync(fetch, tokenOf, page =>
        {
            items.AddRange(itemsOf(page) ?? []);
            return true;
        });
        return items;
    }
}
