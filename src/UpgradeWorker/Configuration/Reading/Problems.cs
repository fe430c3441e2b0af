using System.Text.RegularExpressions;
using Cronos;
using MimeKit;
using TimeZoneConverter;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Collects errors while the settings are read, and holds the checks that several groups share.</summary>
internal sealed class Problems(FlatSettings flat, DateTimeOffset now)
{
    public List<SettingError> Errors { get; } = [];

    public string BaseDirectory => flat.BaseDirectory;

    public DateTimeOffset Now => now;

    public void Add(string path, string message) => Errors.Add(new(path, message, flat.At(path)?.Source));

    public string FullPath(string path) => Path.GetFullPath(path, BaseDirectory);

    public Uri? Url(string path, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url;
        }

        // A user name in a URL often has a password beside it, so such a value is not shown.
        var shown = text.Contains('@', StringComparison.Ordinal) ? "the value (hidden)" : $"\"{text}\"";
        Add(path, $"{shown} is no URL; write http://… or https://… without a user name.");
        return null;
    }

    public void Matches(string path, string? text, string pattern, string wanted)
    {
        if (text is not null && !Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking))
        {
            Add(path, $"\"{text}\" is not {wanted}.");
        }
    }

    public void Region(string path, string? text) => Matches(path, text, "^[a-z]{2,3}(-[a-z]+)+-[0-9]+$", "an AWS region like eu-west-1");

    /// <summary>The time zone; UTC in place of a wrong one, so that reading can go on.</summary>
    public TimeZoneInfo Zone(string path, string text)
    {
        if (TZConvert.TryGetTimeZoneInfo(text, out var zone))
        {
            return zone;
        }

        Add(path, $"\"{text}\" is no time zone; write an IANA id like Europe/Amsterdam or a Windows id like W. Europe Standard Time.");
        return TimeZoneInfo.Utc;
    }

    /// <summary>The expression, if it is one and fires again; else null.</summary>
    public CronExpression? Cron(string path, string text, TimeZoneInfo zone)
    {
        const string rule = "write five fields (minute hour day month weekday), for example 0 3 * * 2";
        if (!CronExpression.TryParse(text, CronFormat.Standard, out var cron))
        {
            Add(path, $"\"{text}\" is no cron expression; {rule}.");
            return null;
        }

        if (cron.GetNextOccurrence(now, zone) is null)
        {
            Add(path, $"\"{text}\" never comes; {rule}.");
            return null;
        }

        return cron;
    }

    /// <summary>The bare addresses of a list, each once, whatever the case.</summary>
    public IReadOnlyList<string> Addresses(string path, IReadOnlyList<string> texts) => texts
        .Select((text, index) => Address(flat.At(path) is null ? $"{path}:{index}" : path, text))
        .OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToList();

    /// <summary>The bare address (local@domain) of one mailbox; null with an error if it is none.</summary>
    public string? Address(string path, string text)
    {
        var options = ParserOptions.Default.Clone();
        options.AllowAddressesWithoutDomain = false;
        options.AllowUnquotedCommasInAddresses = false;
        if (MailboxAddress.TryParse(options, text, out var mailbox) && mailbox.Address.All(letter => letter is > ' ' and < '\x7f'))
        {
            return mailbox.Address;
        }

        Add(path, $"\"{text}\" is no mail address; write one like ops@example.com.");
        return null;
    }
}
