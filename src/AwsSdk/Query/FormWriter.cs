using System.Globalization;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Query;

/// <summary>
/// Writes members as form keys: <c>Parameters.member.1.ParameterKey</c>. Null is not sent; an empty list that is not null
/// is sent as <c>Name=</c>, which AWS takes as "none" (it clears tags and notification ARNs), as the official SDK does.
/// </summary>
internal sealed class FormWriter(IDictionary<string, string> form) : Wire
{
    private string _prefix = "";

    public override string? Str(string? value, string name) => Put(value, name, v => v);

    public override bool? Bool(bool? value, string name) => Put(value, name, v => v!.Value ? "true" : "false");

    public override int? Int(int? value, string name) => Put(value, name, v => v!.Value.ToString(CultureInfo.InvariantCulture));

    public override long? Long(long? value, string name) => Put(value, name, v => v!.Value.ToString(CultureInfo.InvariantCulture));

    public override double? Double(double? value, string name) => Put(value, name, v => StringUtils.FromDouble(v));

    public override DateTime? Time(DateTime? value, string name) => Put(value, name, v => StringUtils.FromDateTimeToISO8601WithOptionalMs(v));

    public override T? Shape<T>(T? value, string name) where T : class
    {
        if (value is not null)
        {
            Nest(value, name);
        }

        return value;
    }

    public override List<T>? List<T>(List<T>? value, string item, string name)
    {
        PutEach(value, name, (entry, n) => Nest(entry, $"{name}.{item}.{n}"));
        return value;
    }

    public override List<string>? Strings(List<string>? value, string item, string name)
    {
        PutEach(value, name, (entry, n) => form[$"{_prefix}{name}.{item}.{n}"] = entry);
        return value;
    }

    public override Dictionary<string, string>? Map(Dictionary<string, string>? value, string name)
    {
        PutEach(value, name, (entry, n) =>
        {
            form[$"{_prefix}{name}.entry.{n}.key"] = entry.Key;
            form[$"{_prefix}{name}.entry.{n}.value"] = entry.Value;
        });
        return value;
    }

    private T? Put<T>(T? value, string name, Func<T, string> text)
    {
        if (value is not null)
        {
            form[_prefix + name] = text(value);
        }

        return value;
    }

    private void PutEach<T>(IReadOnlyCollection<T>? entries, string name, Action<T, string> put)
    {
        if (entries is { Count: 0 })
        {
            form[_prefix + name] = "";
        }

        var n = 0;
        foreach (var entry in entries ?? [])
        {
            n++;
            if (entry is null)
            {
                throw new ArgumentException($"Entry {n} of {_prefix}{name} is null.", nameof(entries));
            }

            put(entry, n.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Nest(IWireShape shape, string name)
    {
        var outer = _prefix;
        _prefix = $"{outer}{name}.";
        shape.Exchange(this);
        _prefix = outer;
    }
}
