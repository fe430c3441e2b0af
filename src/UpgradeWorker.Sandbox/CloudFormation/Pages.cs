using System.Globalization;
using System.Text;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Pages of CloudFormation's lists: as many items as fit the page size, then an opaque NextToken.</summary>
internal static class Pages
{
    /// <summary>One page as a list element, and the token of the next (null = that was the last). <paramref
    /// name="subject"/>: What the token is good for; one of another list is refused. <paramref name="largest"/>: Most
    /// items of a page; null = bytes alone decide.</summary>
    public static (XElement List, XElement? Token) Of<T>(
        QueryCall call, string name, string subject, int bytes, IReadOnlyList<T> items, Func<T, XElement> element, int? largest = null)
    {
        var start = Start(call.Text("NextToken"), subject, items.Count);
        var list = new XElement(name);
        var size = 0;
        var next = start;
        while (next < items.Count && next - start < (largest ?? int.MaxValue))
        {
            var item = element(items[next]);
            size += item.ToString(SaveOptions.DisableFormatting).Length;
            if (size > bytes && next > start)
            {
                break;
            }

            list.Add(item);
            next++;
        }

        // Counted from the end: what is added in front meanwhile (newest first) moves nothing.
        return (list, next < items.Count ? new XElement("NextToken", Token(subject, items.Count - next)) : null);
    }

    private static int Start(string? token, string subject, int count)
    {
        if (token is null)
        {
            return 0;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split('|');
            if (parts.Length == 2 && parts[0] == subject && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var left) && left <= count)
            {
                return count - left;
            }
        }
        catch (FormatException)
        {
            // Falls through: not a token of ours.
        }

        throw AwsException.Validation("1 validation error detected: Invalid NextToken");
    }

    private static string Token(string subject, int left) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{subject}|{left}")));
}
