using System.Globalization;
using System.Xml.Linq;

namespace Amazon.Query;

/// <summary>
/// Reads members from the XML of an answer by local name. What is absent is null; so is an empty list, as in AWSSDK v4.
/// Unknown elements are passed over, because AWS adds members without notice.
/// </summary>
internal sealed class XmlShapeReader(XElement element) : Wire
{
    private XElement _element = element;

    public override string? Str(string? value, string name) => Child(name)?.Value;

    public override bool? Bool(bool? value, string name) => Parse(name, text => (bool?)bool.Parse(text));

    public override int? Int(int? value, string name) => Parse(name, text => (int?)int.Parse(text, CultureInfo.InvariantCulture));

    public override long? Long(long? value, string name) => Parse(name, text => (long?)long.Parse(text, CultureInfo.InvariantCulture));

    public override double? Double(double? value, string name) => Parse(name, text => (double?)double.Parse(text, CultureInfo.InvariantCulture));

    public override DateTime? Time(DateTime? value, string name) => Parse(
        name,
        text => (DateTime?)DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime);

    public override T? Shape<T>(T? value, string name) where T : class => Child(name) is { } child ? Read<T>(child) : null;

    public override List<T>? List<T>(List<T>? value, string item, string name) => Entries(name, item, Read<T>);

    public override List<string>? Strings(List<string>? value, string item, string name) => Entries(name, item, entry => entry.Value);

    public override Dictionary<string, string>? Map(Dictionary<string, string>? value, string name) =>
        Entries(name, "entry", entry => entry)?.ToDictionary(
            entry => Child(entry, "key")?.Value ?? "", entry => Child(entry, "value")?.Value ?? "", StringComparer.Ordinal);

    internal static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private XElement? Child(string name) => Child(_element, name);

    private T? Parse<T>(string name, Func<string, T?> parse)
    {
        var text = Child(name)?.Value.Trim();
        try
        {
            return string.IsNullOrEmpty(text) ? default : parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new FormatException($"{_element.Name.LocalName}.{name} holds '{text}', which is not of its type.", e);
        }
    }

    private List<T>? Entries<T>(string name, string item, Func<XElement, T> read)
    {
        var entries = Child(name)?.Elements().Where(entry => entry.Name.LocalName == item).Select(read).ToList();
        return entries is { Count: > 0 } ? entries : null;
    }

    private T Read<T>(XElement child) where T : IWireShape, new()
    {
        var outer = _element;
        _element = child;
        var shape = new T();
        shape.Exchange(this);
        _element = outer;
        return shape;
    }
}
