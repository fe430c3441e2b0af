using System.Collections;
using System.Globalization;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads and writes single values: text, numbers, yes and no, durations and named choices.</summary>
internal static class LeafParser
{
    /// <summary>The value, or null with a complaint; the complaint shows the text unless it may be a secret.</summary>
    public static (object? Value, string? Complaint) Parse(Type type, string text, SettingAttribute setting)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var shown = setting.Secret ? "The value (hidden)" : $"\"{text}\"";
        if (type == typeof(string))
        {
            // An empty text never means anything here but "not set", in the environment above all.
            return (text.Length == 0 ? null : text, null);
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(text, out var flag) ? (flag, null) : (null, $"{shown} is neither true nor false.");
        }

        if (type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? InRange(number, setting, bound => int.Parse(bound, CultureInfo.InvariantCulture), shown)
                : (null, $"{shown} is no whole number{RangeOf(setting)}.");
        }

        if (type == typeof(TimeSpan))
        {
            return Durations.TryParse(text) is { } duration
                ? InRange(duration, setting, bound => Durations.TryParse(bound)!.Value, shown)
                : (null, $"{shown} is no duration; write for example 30s, 10m, 1h30m or 7d{RangeOf(setting)}.");
        }

        var choice = Enum.GetNames(type).FirstOrDefault(name =>
            name.Equals(text.Trim().Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        return choice is not null
            ? (Enum.Parse(type, choice), null)
            : (null, $"{shown} is none of {string.Join(", ", Enum.GetNames(type))}.");
    }

    /// <summary>As the settings write it; null = not set; secrets only as what they are.</summary>
    public static string? Format(object? value, SettingAttribute setting) => value switch
    {
        null => null,
        string text when setting.Secret => SecretReference.TryParse(text, "/") is null ? "(hidden)" : text,
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Durations.Format(duration),
        IList list => string.Join(", ", list.Cast<object>().Select(item => Format(item, setting))),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static (object?, string?) InRange<T>(T value, SettingAttribute setting, Func<string, T> bound, string shown)
        where T : IComparable<T> =>
        (setting.Min is { } min && value.CompareTo(bound(min)) < 0) || (setting.Max is { } max && value.CompareTo(bound(max)) > 0)
            ? (null, $"{shown} is out of range{RangeOf(setting)}.")
            : (value, null);

    private static string RangeOf(SettingAttribute setting) => (setting.Min, setting.Max) switch
    {
        ({ } min, { } max) => $" ({min} to {max})",
        ({ } min, null) => $" (at least {min})",
        (null, { } max) => $" (at most {max})",
        _ => "",
    };
}
