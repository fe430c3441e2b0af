using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>Reads faults from the control endpoint's JSON: <c>{"fault":"Throttled","service":…,"operation":…,"first":1,
/// "times":1}</c> for requests, <c>{"fault":"UpdateFails","logicalId":"Instance"}</c> for the account; the other members are
/// those of the fault's own type, durations as seconds.</summary>
internal static class FaultReader
{
    /// <summary>Adds the fault; the text says what is wrong with it, null = it was added.</summary>
    public static string? Add(FaultPlan plan, JsonObject input)
    {
        var name = input["fault"]?.ToString() ?? "";
        try
        {
            if (Request(name, input) is { } request)
            {
                plan.Add(new RequestFaultRule(
                    input["service"]?.ToString(), input["operation"]?.ToString(), request, Whole(input, "first", 1), Whole(input, "times", 1)));
                return null;
            }

            if (World(name, input) is { } world)
            {
                plan.Add(world);
                return null;
            }

            return $"There is no fault '{name}'.";
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or JsonException or OverflowException)
        {
            return $"The fault '{name}' is not readable: {error.Message}";
        }
    }

    private static RequestFault? Request(string name, JsonObject input) => name switch
    {
        nameof(RequestFault.Throttled) => new RequestFault.Throttled(),
        nameof(RequestFault.ErrorBefore) => new RequestFault.ErrorBefore(Whole(input, "status", 503)),
        nameof(RequestFault.ErrorAfter) => new RequestFault.ErrorAfter(Whole(input, "status", 500)),
        nameof(RequestFault.ReplyLost) => new RequestFault.ReplyLost(),
        nameof(RequestFault.Delayed) => new RequestFault.Delayed(Seconds(input, "by")),
        nameof(RequestFault.ExpiredCredentials) => new RequestFault.ExpiredCredentials(),
        nameof(RequestFault.ClockSkew) => new RequestFault.ClockSkew(Seconds(input, "by")),
        nameof(RequestFault.AccessDenied) => new RequestFault.AccessDenied(),
        _ => null,
    };

    private static WorldFault? World(string name, JsonObject input) => name switch
    {
        nameof(WorldFault.UpdateFails) when input["reason"] is { } reason => new WorldFault.UpdateFails(Text(input, "logicalId"), reason.ToString()),
        nameof(WorldFault.UpdateFails) => new WorldFault.UpdateFails(Text(input, "logicalId")),
        nameof(WorldFault.RollbackFails) => new WorldFault.RollbackFails(Text(input, "logicalId")),
        nameof(WorldFault.CleanupFails) => new WorldFault.CleanupFails(Text(input, "logicalId")),
        nameof(WorldFault.SnapshotSlow) => new WorldFault.SnapshotSlow(Text(input, "service"), input["factor"]!.GetValue<double>()),
        nameof(WorldFault.SnapshotStuck) => new WorldFault.SnapshotStuck(Text(input, "service")),
        nameof(WorldFault.SnapshotFails) => new WorldFault.SnapshotFails(Text(input, "service")),
        nameof(WorldFault.SnapshotVanishes) => new WorldFault.SnapshotVanishes(Text(input, "service"), Seconds(input, "after")),
        nameof(WorldFault.InstanceNeverOnline) => new WorldFault.InstanceNeverOnline(),
        nameof(WorldFault.MigrationExits) => new WorldFault.MigrationExits(Text(input, "command"), Whole(input, "exitCode", 1)),
        nameof(WorldFault.PersonUpdatesStack) => new WorldFault.PersonUpdatesStack(
            Text(input, "parameterKey"), Text(input, "value"), input["beforeExecution"]?.GetValue<bool>() ?? false),
        nameof(WorldFault.DriftUnreadable) => new WorldFault.DriftUnreadable(Text(input, "logicalId")),
        _ => null,
    };

    private static string Text(JsonObject input, string name) =>
        input[name]?.ToString() ?? throw new FormatException($"'{name}' is missing.");

    private static int Whole(JsonObject input, string name, int otherwise) => input[name]?.GetValue<int>() ?? otherwise;

    private static TimeSpan Seconds(JsonObject input, string name) =>
        TimeSpan.FromSeconds(input[name]?.GetValue<double>() ?? throw new FormatException($"'{name}' (seconds) is missing."));
}
