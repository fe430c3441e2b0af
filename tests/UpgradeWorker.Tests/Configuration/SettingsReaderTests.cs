using System.Collections;
using System.Text.RegularExpressions;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Tests.Configuration;

internal sealed class SettingsReaderTests
{
    private static string Shipped => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));

    [Test]
    public void The_shipped_file_is_valid_and_names_every_key_with_its_default()
    {
        var shipped = (SettingsReading.Good)Some.Reading(Shipped);
        var bare = (SettingsReading.Good)Some.Reading("{}");
        Assert.That(shipped.Effective.Select(setting => (setting.Path, setting.Text)),
            Is.EqualTo(bare.Effective.Select(setting => (setting.Path, setting.Text))));
        var written = new HashSet<string>(Regex.Matches(Shipped, "\"([A-Za-z0-9-]+)\":").Select(match => match.Groups[1].Value));
        Assert.That(shipped.Effective.Select(setting => setting.Path.Split(':')[^1]).Where(key => !written.Contains(key) && !int.TryParse(key, out _)), Is.Empty);
    }

    [Test]
    public void The_example_is_valid()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "UpgradeWorker.sln")))
        {
            folder = folder.Parent!; // the tests lie in the repository
        }

        Assert.That(Some.Errors(File.ReadAllText(Path.Combine(folder.FullName, "deploy", "appsettings.example.json"))), Is.Empty);
    }

    [Test]
    public void A_complete_stack_becomes_one_slice_with_absolute_paths()
    {
        var stack = Some.Settings($$"""{ "Stacks": { "prod": { {{Some.Stack}}, "Changelog": ["CHANGELOG.md"] } } }""").Stacks.All.Single();
        Assert.That(stack.Key.Value, Is.EqualTo("prod"));
        Assert.That(stack.TemplateSources, Is.EqualTo(new[] { new TemplateSourceSettings.Folder(Path.Combine(Some.BaseDirectory, "templates")) }));
        Assert.That(stack.Changelog, Is.EqualTo(new[] { Path.Combine(Some.BaseDirectory, "CHANGELOG.md") }));
        Assert.That(stack.Windows, Is.EqualTo(new[] { new MaintenanceWindow("0 3 * * 2", TimeSpan.FromHours(3), "UTC") }));
        Assert.That(stack.MinimumReleaseAge, Is.EqualTo(TimeSpan.FromDays(3)));
    }

    [Test]
    public void All_errors_are_told_at_once_each_with_its_path_and_source()
    {
        var errors = Some.Errors("""
            {
              "Jbos": { "WatchStacks": "1m" },
              "Runs": { "AtOnce": 0 },
              "Summary": { "Cron": "0 0 31 2 *", "Zone": "Europe/Amstredam" },
              "Stacks": { "prod": { "Windows": [ { "Cron": "0 * * * *", "Duration": "2h" } ], "Approvers": ["nobody"] } }
            }
            """, "Mail.Kind=Pigeon");
        Assert.That(errors.Select(error => error.ToString()), Is.EqualTo(new[]
        {
            "Jbos: there is no such setting. Did you mean Jobs? [appsettings.json]",
            "Mail:Kind: \"Pigeon\" is none of None, Folder, Servers. [--setting]",
            "Runs:AtOnce: \"0\" is out of range (1 to 100). [appsettings.json]",
            "Stacks:prod:Approvers:0: \"nobody\" is no mail address; write one like ops@example.com. [appsettings.json]",
            "Stacks:prod:Region: it is missing; give it here or as Aws:Region.",
            "Stacks:prod:StackName: it is missing; give the name or ARN of the CloudFormation stack.",
            "Stacks:prod:Windows:0:Duration: 2h is longer than the 1h from one opening of \"0 * * * *\" to the next; the window would never close. [appsettings.json]",
            "Summary:Cron: '0 0 31 2 *' names a day that never comes; five fields are accepted: minute 0-59, hour 0-23, day of month 1-31, month 1-12 or JAN-DEC, day of week 0-7 or SUN-SAT, such as '0 2 * * SUN'. [appsettings.json]",
            "Summary:Zone: 'Europe/Amstredam' is no time zone: give an IANA id such as Europe/Berlin or UTC, or a Windows id such as W. Europe Standard Time. [appsettings.json]",
        }));
    }

    [TestCase("0 3 * * 2", "0s", "out of range", TestName = "A_window_of_no_length_is_refused")]
    [TestCase("0 0 3 * * 2", "1h", "6 field(s)", TestName = "Six_fields_are_refused")]
    [TestCase("0 3 30 2 *", "1h", "never comes", TestName = "A_window_that_never_opens_is_refused")]
    [TestCase("0 3 * * 2", "30m", "fits in none of the windows", TestName = "An_expected_duration_longer_than_every_window_is_refused")]
    [TestCase("*/10 * * * *", "11m", "would never close", TestName = "A_window_longer_than_its_gap_is_refused")]
    public void An_impossible_window_is_refused(string cron, string duration, string message)
    {
        var errors = Some.Errors($$"""
            { "Stacks": { "prod": { "StackName": "a", "Region": "eu-west-1", "Windows": [ { "Cron": "{{cron}}", "Duration": "{{duration}}" } ] } } }
            """);
        Assert.That(errors.Select(error => error.Message), Has.Some.Contains(message));
    }

    [Test]
    public void Later_sources_win_and_one_value_replaces_a_whole_list()
    {
        var environment = new Hashtable { ["UPGRADEWORKER__Runs__AtOnce"] = "7", ["UPGRADEWORKER__Runs__AtOncePerAccount"] = "7", ["OTHER"] = "x" };
        var json = $$"""{ "Runs": { "AtOnce": 5 }, "Stacks": { "prod": { {{Some.Stack}} } } }""";
        var reading = (SettingsReading.Good)Some.Reading(json, environment, "Runs.AtOnce=9", "Stacks:prod:Approvers=a@example.com, b@example.com");
        Assert.That(reading.Settings.Runs, Is.EqualTo(new RunSettings(9, 7, null, TimeSpan.FromHours(12), TimeSpan.FromHours(36))));
        Assert.That(reading.Settings.Stacks.All[0].Approvers, Is.EqualTo(new[] { "a@example.com", "b@example.com" }));
        Assert.That(reading.Effective.Single(setting => setting.Path == "Runs:AtOnce").Source, Is.EqualTo("--setting"));
    }

    [TestCase("Mail:SenderAuthentication:example.com:Modes=dkim")]
    [TestCase("Mail__SenderAuthentication__example.com__Modes=Dkim")]
    public void A_key_with_dots_is_reached_by_the_other_separators(string setting)
    {
        var senders = Some.Settings("{}", setting).Mail.SenderAuthentication["example.com"];
        Assert.That(senders.Modes, Is.EqualTo(new[] { SenderMode.Dkim }));
        Assert.That(senders.AlignedDomains, Is.EqualTo(new[] { "example.com" }));
    }

    [TestCase("hunter2", "cannot be read", TestName = "A_connection_string_that_is_none_is_refused")]
    [TestCase("Host=db;Database=d;Username=u;Pasword=hunter2", "cannot be read", TestName = "A_connection_string_with_an_unknown_key_is_refused")]
    [TestCase("Host=db;Port=hunter2;Database=d;Username=u", "cannot be read", TestName = "A_connection_string_with_a_bad_value_is_refused")]
    [TestCase("Host=db;Password=hunter2", "Database and Username", TestName = "A_connection_string_that_lacks_keys_is_refused")]
    public void A_bad_connection_string_is_refused_without_being_shown(string text, string complaint)
    {
        var error = Some.Errors("{}", $"Database:ConnectionString={text}").Single();
        Assert.That(error.Path, Is.EqualTo("Database:ConnectionString"));
        Assert.That(error.ToString(), Does.Contain(complaint).And.Not.Contain("hunter2"));
    }

    [TestCase("Host=db;Database=d;Username=u")]
    [TestCase("env:UPGRADEWORKER_TEST_NOT_SET")]
    public void A_connection_string_stands_in_the_settings_or_is_referred_to(string text)
    {
        var database = Some.Settings("{}", $"Database:ConnectionString={text}").Database;
        Assert.That(database.PostgreSql, Is.Not.Null);
        Assert.That(database.ToString(), Does.Not.Contain("Host=db"));
    }

    [TestCase("Host=db.example.com;Database=d;Username=u", false)]
    [TestCase("Host=db.example.com;Database=d;Username=u;SSL Mode=Require", false)]
    [TestCase("Host=db.example.com;Database=d;Username=u;SSL Mode=VerifyFull", true)]
    [TestCase("Host=127.0.0.1;Database=d;Username=u", true)]
    [TestCase("Host=/var/run/postgresql;Database=d;Username=u", true)]
    public void Only_a_server_of_this_machine_needs_no_verified_TLS(string text, bool isFine) =>
        Assert.That(PostgreSqlText.Concern(text), isFine ? Is.Null : Does.Contain("VerifyFull"));

    [Test]
    public void No_error_shows_a_secret()
    {
        var errors = Some.Errors("""
            {
              "Database": { "ConnectionString": "Host=db;Password=hunter2" },
              "Aws": { "Endpoint": "https://me:hunter2@example.com@" },
              "Mail": { "Kind": "Servers", "From": "u@example.com", "Smtp": { "Host": "mx.example.com", "User": "u", "Password": "hunter2" } }
            }
            """);
        Assert.That(errors, Has.Count.EqualTo(3));
        Assert.That(errors.Select(error => error.ToString()), Has.None.Contains("hunter2"));
    }

    [Test]
    public void Plain_text_mail_is_only_for_this_machine()
    {
        const string mail = """{ "Mail": { "Kind": "Servers", "From": "u@example.com", "Smtp": { "Host": "HOST", "Security": "None" } } }""";
        Assert.That(Some.Errors(mail.Replace("HOST", "127.0.0.1", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Some.Errors(mail.Replace("HOST", "mx.example.com", StringComparison.Ordinal)).Single().Path, Is.EqualTo("Mail:Smtp:Security"));
    }

    [Test]
    public void A_secret_of_Systems_Manager_needs_a_region()
    {
        var json = $$"""{ "Stacks": { "prod": { {{Some.Stack}}, "Parameters": { "A": "ssm:/upgradeworker/a" } } } }""";
        Assert.That(Some.Errors(json).Single().Path, Is.EqualTo("Stacks:prod:Parameters:A"));
        Assert.That(Some.Errors(json, "Aws:Region=eu-west-1"), Is.Empty);
    }

    [Test]
    public void A_freeze_names_its_first_and_last_day()
    {
        const string freezes = """{ "From": "2026-12-20", "To": "2027-01-03", "Reason": "holidays" }""";
        var stack = Some.Settings($$"""{ "Stacks": { "prod": { {{Some.Stack}}, "Freezes": [ {{freezes}} ] } } }""").Stacks.All.Single();
        Assert.That(stack.Freezes.Single(), Is.EqualTo(new Freeze(new(2026, 12, 20), new(2027, 1, 3), "holidays")));
        Assert.That(Some.Errors($$"""{ "Stacks": { "prod": { {{Some.Stack}}, "Freezes": [ { "From": "2027-01-03", "To": "2026-12-20" } ] } } }""").Single().Path,
            Is.EqualTo("Stacks:prod:Freezes:0:To"));
    }

    [TestCase("{ \"Runs\": ", "line 1")]
    [TestCase("[]", "one JSON object")]
    [TestCase("{ \"Runs\": {}, \"Runs\": {} }", "no valid JSON")]
    [TestCase("{ \"Runs\": 3 }", "group of settings")]
    [TestCase("{ \"DataDirectory\": { \"A\": 1 } }", "single value")]
    [TestCase("{ \"Stacks\": { \"a b\": { \"StackName\": \"x\", \"Region\": \"eu-west-1\" } } }", "short name")]
    public void A_malformed_file_is_an_error_not_a_crash(string json, string message) =>
        Assert.That(Some.Errors(json).Select(error => error.Message), Has.Some.Contains(message));

    [Test]
    public void A_parameter_may_be_cleared_or_kept_elsewhere()
    {
        var stack = Some.Settings($$"""{ "Stacks": { "prod": { {{Some.Stack}}, "Parameters": { "A": "", "B": "1", "C": "env:C" } } } }""").Stacks.All.Single();
        Assert.That(stack.Parameters["A"], Is.EqualTo(new TextOrSecret.Text("")));
        Assert.That(stack.Parameters["B"], Is.EqualTo(new TextOrSecret.Text("1")));
        Assert.That(stack.Parameters["C"], Is.EqualTo(new TextOrSecret.Secret(new SecretReference.EnvironmentVariable("C"))));
    }

    [Test]
    public void The_same_stack_twice_is_refused() => Assert.That(
        Some.Errors($$"""{ "Stacks": { "a": { {{Some.Stack}} }, "b": { {{Some.Stack}} } } }""").Single().Message, Does.Contain("already Stacks:a"));

    [TestCase("""{ "Nonsense": {} }""", "Nonsense", "there is no such setting.")]
    [TestCase("""{ "Stacks": { "prod": {} } }""", "Stacks:prod:StackName", "missing")]
    [TestCase("""{ "Jobs": { "WatchStacks": {} } }""", "Jobs:WatchStacks", "this is a single value, not a group.")]
    [TestCase("""{ "Summary": { "Recipients": {} } }""", "Summary:Recipients", "this is a list, [ … ], not a group.")]
    [TestCase("""{ "Aws": {}, "Mail": { "SenderAuthentication": {} } }""", null, null)]
    public void An_empty_group_is_judged_like_any_other_value(string json, string? path, string? message)
    {
        var errors = Some.Errors(json);
        if (path is null)
        {
            Assert.That(errors, Is.Empty);
            return;
        }

        Assert.That(errors.Where(error => error.Path == path).Select(error => error.Message), Has.Some.Contains(message));
    }

    [TestCase("""{ "Nonsense": null }""", "Nonsense")]
    [TestCase("""{ "Nonsense": { "Deep": null } }""", "Nonsense")]
    [TestCase("""{ "Aws": { "Regoin": null } }""", "Aws:Regoin")]
    [TestCase("""{ "Stacks": { "prod": { "Aprovers": null } } }""", "Stacks:prod:Aprovers")]
    [TestCase("""{ "Stacks": { "prod": { "Windows": [ { "Crno": null } ] } } }""", "Stacks:prod:Windows:0:Crno")]
    public void An_unknown_key_is_told_also_when_its_value_is_null(string json, string path)
    {
        var error = Some.Errors(json).Single(one => one.Path == path);
        Assert.That(error.Message, Does.StartWith("there is no such setting."));
        Assert.That(error.Source, Is.EqualTo("appsettings.json"));
    }

    [Test]
    public void A_known_key_that_is_null_is_as_if_it_were_not_given() =>
        Assert.That(Some.Errors("""{ "Aws": { "Region": null }, "Jobs": { "WatchStacks": null }, "Summary": null }"""), Is.Empty);

    [Test]
    public void Every_kind_of_template_source_is_read()
    {
        var stack = Some.Settings(WithSources("""
            { "Folder": "templates" }, { "Url": "https://vendor.example/latest.yml?key=hush" }, { "Url": "http://127.0.0.1:8080/t.yml" },
            { "S3": "s3://vendor-templates/tts/", "Region": "us-west-2" }, { "Parameter": "/aws/service/marketplace/prod-1/latest" }, { "Marketplace": "prod-1" }
            """)).Stacks.All[0];
        Assert.That(stack.TemplateSources.Skip(3), Is.EqualTo(new TemplateSourceSettings[]
        {
            new TemplateSourceSettings.S3("vendor-templates", "tts/", "us-west-2"),
            new TemplateSourceSettings.Parameter("/aws/service/marketplace/prod-1/latest", "eu-west-1"),
            new TemplateSourceSettings.Marketplace("prod-1", "us-east-1", null),
        }));
        Assert.That(stack.TemplateSources[1].Name, Does.StartWith("https://vendor.example/latest.yml?…").And.Not.Contain("hush"));
    }

    [TestCase("""{}""", "Stacks:prod:TemplateSources:0", "it names no source")]
    [TestCase("""{ "Region": "eu-west-1" }""", "Stacks:prod:TemplateSources:0", "it names no source")]
    [TestCase("""{ "Folder": "a", "Url": "https://vendor.example/t.yml" }""", "Stacks:prod:TemplateSources:0", "it names Folder and Url")]
    [TestCase("""{ "Folder": "a" }, { "Folder": "./a" }""", "Stacks:prod:TemplateSources:1", "already one of this stack's sources")]
    [TestCase("""{ "Url": "http://vendor.example/t.yml" }""", "Stacks:prod:TemplateSources:0:Url", "it is not https")]
    [TestCase("""{ "Url": "https://user:secret@vendor.example/t.yml" }""", "Stacks:prod:TemplateSources:0:Url", "the value (hidden) is no URL")]
    [TestCase("""{ "Url": "https://vendor.example/t.yml#v" }""", "Stacks:prod:TemplateSources:0:Url", "after #")]
    [TestCase("""{ "Folder": "a", "Region": "eu-west-1" }""", "Stacks:prod:TemplateSources:0:Region", "has no region")]
    [TestCase("""{ "S3": "s3://b/p/", "Page": "https://vendor.example" }""", "Stacks:prod:TemplateSources:0:Page", "goes with Marketplace")]
    [TestCase("""{ "S3": "https://bucket/prefix" }""", "Stacks:prod:TemplateSources:0:S3", "write s3://bucket/prefix/")]
    [TestCase("""{ "S3": "s3://bucket/p", "Region": "Ireland" }""", "Stacks:prod:TemplateSources:0:Region", "is not an AWS region")]
    [TestCase("""{ "Parameter": "no spaces" }""", "Stacks:prod:TemplateSources:0:Parameter", "no name or ARN")]
    [TestCase("""{ "Marketplace": "https://aws.amazon.com/marketplace/pp/x" }""", "Stacks:prod:TemplateSources:0:Marketplace", "no product id")]
    public void A_wrong_template_source_is_told_at_its_path(string sources, string path, string message) =>
        Assert.That(Some.Errors(WithSources(sources)).Where(error => error.Path == path).Select(error => error.Message), Has.Some.Contains(message));

    [Test]
    public void Where_templates_tell_their_version_can_be_set_and_a_wrong_place_is_refused()
    {
        var json = """{ "Profiles": { "the-things-stack": { "VersionPatterns": ["metadata Release/Number", "WRONG"] } }, "Stacks": { "prod": { STACK } } }"""
            .Replace("STACK", Some.Stack, StringComparison.Ordinal);
        Assert.That(Some.Errors(json).Single().Path, Is.EqualTo("Profiles:the-things-stack:VersionPatterns:1"));
        var patterns = Some.Settings(json.Replace("WRONG", "file name v(.+)", StringComparison.Ordinal)).Stacks.All[0].VersionPatterns;
        Assert.That(patterns.Select(pattern => pattern.Text), Is.EqualTo(new[] { "metadata Release/Number", "file name v(.+)" }));
    }

    private static string WithSources(string sources) =>
        "{ \"Stacks\": { \"prod\": { \"StackName\": \"tts-prod\", \"Region\": \"eu-west-1\", \"TemplateSources\": [ " + sources + " ] } } }";
}
