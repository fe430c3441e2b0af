using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary><c>serve</c>: emulated AWS on the loopback address until it is stopped. Standard output gets exactly one line,
/// when everything is ready.</summary>
public static class ServeCommand
{
    /// <summary><paramref name="furnish"/> makes the stack and the template files of a new account.</summary>
    public static Command Make(Func<SandboxOptions, FurnishedAccount> furnish)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 = any free one.", DefaultValueFactory = _ => 0 };
        var speed = new Option<double>("--speed") { Description = "Divides every emulated duration.", DefaultValueFactory = _ => 1 };
        var scenario = new Option<string[]>("--scenario")
        {
            Description = $"What goes wrong, several times for several: {string.Join(", ", Scenario.All.Select(s => s.Name))}.",
            DefaultValueFactory = _ => ["calm"],
        };
        var throttle = new Option<string?>("--throttle")
        {
            Description = "Throttles each operation by a token bucket: calls a second and the burst, such as 2:10. Without it nothing is throttled but by scenario.",
        };
        port.Validators.Add(r => Refuse(r, r.GetValue(port) is < 0 or > 65535, "--port is between 0 and 65535."));
        speed.Validators.Add(r => Refuse(r, !(r.GetValue(speed) > 0) || !double.IsFinite(r.GetValue(speed)), "--speed is greater than 0."));
        throttle.Validators.Add(r => Refuse(
            r, r.GetValue(throttle) is { } text && Throttle(text) is null, "--throttle is calls a second and a burst, such as 2:10; both greater than 0."));
        scenario.Validators.Add(r =>
        {
            var unknown = (r.GetValue(scenario) ?? []).FirstOrDefault(name => Scenario.Find(name) is null);
            Refuse(r, unknown is not null, $"There is no scenario '{unknown}'.");
        });
        var command = new Command("serve", "Serves emulated AWS with the vendor's stack on loopback until it is stopped.") { port, speed, throttle, scenario };
        command.SetAction((result, token) => RunAsync(
            result.GetValue(port),
            new SandboxOptions { Speed = result.GetValue(speed), Throttle = result.GetValue(throttle) is { } text ? Throttle(text) : null },
            [.. result.GetValue(scenario)!.Select(name => Scenario.Find(name)!)],
            furnish,
            Console.Out,
            token));
        return command;
    }

    /// <summary>Serves until <paramref name="token"/> is cancelled; 0 then.</summary>
    public static async Task<int> RunAsync(
        int port, SandboxOptions options, IReadOnlyList<Scenario> scenarios, Func<SandboxOptions, FurnishedAccount> furnish, TextWriter output, CancellationToken token)
    {
        var furnished = furnish(options);
        var aws = furnished.Aws;
        foreach (var scenario in scenarios)
        {
            scenario.Arrange(aws.World.Faults);
        }

        aws.Server.Control = new ControlEndpoint(aws, furnished.Vendor).Handle;
        await using var host = await KestrelHost.StartAsync(aws.Server, port, token);
        await output.WriteLineAsync(ReadyLine(furnished, host.Endpoint));
        await output.FlushAsync(token);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Being stopped is how this ends.
        }

        return 0;
    }

    private static string ReadyLine(FurnishedAccount furnished, Uri endpoint)
    {
        var address = endpoint.GetLeftPart(UriPartial.Authority);
        var aws = furnished.Aws;
        var credentials = aws.World.Options.Credentials[0];
        return new JsonObject
        {
            ["endpoint"] = address,
            ["region"] = aws.World.Options.Region,
            ["accessKeyId"] = credentials.AccessKeyId,
            ["secretAccessKey"] = credentials.SecretAccessKey,
            ["role"] = SandboxRole.Worker.Arn,
            ["externalId"] = SandboxRole.Worker.ExternalId,
            ["serviceRole"] = SandboxRole.Service.Arn,
            ["otherAccount"] = new JsonObject
            {
                ["accessKeyId"] = SandboxCredentials.OfAnotherAccount.AccessKeyId,
                ["secretAccessKey"] = SandboxCredentials.OfAnotherAccount.SecretAccessKey,
            },
            ["stack"] = furnished.StackName,
            ["templates"] = new JsonObject(furnished.Templates.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))),
            ["control"] = $"{address}/_sandbox",
        }.ToJsonString();
    }

    // Null: it is not readable.
    private static SandboxThrottle? Throttle(string text) =>
        text.Split(':') is [var rate, var burst]
        && double.TryParse(rate, CultureInfo.InvariantCulture, out var perSecond) && perSecond > 0 && double.IsFinite(perSecond)
        && int.TryParse(burst, CultureInfo.InvariantCulture, out var most) && most > 0
            ? new SandboxThrottle(perSecond, most)
            : null;

    private static void Refuse(System.CommandLine.Parsing.OptionResult result, bool wrong, string problem)
    {
        if (wrong)
        {
            result.AddError(problem);
        }
    }
}
