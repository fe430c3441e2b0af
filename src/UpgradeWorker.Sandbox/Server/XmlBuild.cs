using System.Globalization;
using System.Xml.Linq;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Elements of an XML answer, without namespace; the envelope adds it.</summary>
public static class XmlBuild
{
    /// <summary>Null when the value is null: an absent member is no element.</summary>
    public static XElement? Text(string name, string? value) => value is null ? null : new XElement(name, value);

    public static XElement? Flag(string name, bool? value) => value is { } v ? new XElement(name, v ? "true" : "false") : null;

    public static XElement? Number(string name, long? value) =>
        value is { } v ? new XElement(name, v.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>An instant as the Query services write it, to the millisecond.</summary>
    public static XElement? Instant(string name, DateTimeOffset? value) =>
        value is { } v
            ? new XElement(name, v.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            : null;

    public static XElement Of(string name, params XElement?[] children) => new(name, children.OfType<XElement>());

    /// <summary>A list; with no items an empty element, which clients read as an empty list.</summary>
    public static XElement List<T>(string name, IEnumerable<T> items, Func<T, XElement?[]> item, string element = "member") =>
        new(name, items.Select(i => Of(element, item(i))));

    /// <summary>The same list, or nothing at all where it has no items: which of the two AWS sends differs from member to member.</summary>
    public static XElement? UnlessEmpty(XElement list) => list.HasElements ? list : null;

    public static XElement Texts(string name, IEnumerable<string> items, string element = "member") =>
        new(name, items.Select(i => new XElement(element, i)));

    internal static XElement In(XNamespace ns, XElement element) => new(
        ns + element.Name.LocalName,
        element.HasElements ? element.Elements().Select(e => In(ns, e)) : element.IsEmpty ? null : element.Value);
}
