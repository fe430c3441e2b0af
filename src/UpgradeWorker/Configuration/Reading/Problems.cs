using System.Text.RegularExpressions;
using MimeKit;
using UpgradeWorker.Core.Windows;

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

    /// <summary>The host name in lower case and ASCII form; null with an error if it is none.</summary>
    public string? HostName(string path, string text)
    {
        if (text.Contains('.', StringComparison.Ordinal) && Core.Certificates.NameSet.TryCreate([text], out var name, out _))
        {
            return name.Text;
        }

        Add(path, $"\"{text}\" is no host name; write one like things.example.com.");
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

    /// <summary>The schedule, if cron and zone are right and it comes again; else null with errors at their paths.</summary>
    public Schedule? Schedule(string cronPath, string cron, string zonePath, string zone)
    {
        if (!Core.Windows.Schedule.TryCreate(cron, zone, out var schedule, out var findings))
        {
            foreach (var finding in findings)
            {
                Add(finding.Reason == "BadZone" ? zonePath : cronPath, finding.Message);
            }
        }

        return schedule;
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
