using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>Reads faults from the control endpoint's JSON: <c>{"fault":"Throttled","service":…,"operation":…,"first":1,
/// "times":1}</c> for requests, <c>{"fault":"UpdateFails","logicalId":"Instance"}</c> for the account; the other members are
/// those of the fault's own type, durations as seconds.</summary>
internal static class FaultReader
{
    /// <summary>Every fault, those of requests first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(RequestFault).GetNestedTypes().Concat(typeof(WorldFault).GetNestedTypes()).Select(t => t.Name)];

    /// <summary>Adds the fault; the text says what is wrong with it, null = it was added.</summary>
    public static string? Add(FaultPlan plan, JsonObject json)
    {
        var input = new FaultInput(json);
        var name = input.Optional("fault") ?? "";
        try
        {
            if (Request(name, input) is { } request)
            {
                var rule = new RequestFaultRule(
                    input.Optional("service"), input.Optional("operation"), request, input.Whole("first", 1), input.Whole("times", 1));
                input.RefuseTheRest();
                plan.Add(rule);
                return null;
            }

            if (World(name, input) is { } world)
            {
                input.RefuseTheRest();
                plan.Add(world);
                return null;
            }

            return $"There is no fault '{name}'; there are {string.Join(", ", Names)}.";
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or JsonException or OverflowException)
        {
            return $"The fault '{name}' is not readable: {error.Message}";
        }
    }

    private static RequestFault? Request(string name, FaultInput input) => name switch
    {
        nameof(RequestFault.Throttled) => new RequestFault.Throttled(),
        nameof(RequestFault.ErrorBefore) => new RequestFault.ErrorBefore(input.Whole("status", 503)),
        nameof(RequestFault.ErrorAfter) => new RequestFault.ErrorAfter(input.Whole("status", 500)),
        nameof(RequestFault.ReplyLost) => new RequestFault.ReplyLost(),
        nameof(RequestFault.Delayed) => new RequestFault.Delayed(input.Seconds("by")),
        nameof(RequestFault.ExpiredCredentials) => new RequestFault.ExpiredCredentials(),
        nameof(RequestFault.ClockSkew) => new RequestFault.ClockSkew(input.Seconds("by")),
        nameof(RequestFault.AccessDenied) => new RequestFault.AccessDenied(),
        nameof(RequestFault.Refused) => new RequestFault.Refused(input.Text("code"), input.Text("message"), input.Whole("status", 400)),
        _ => null,
    };

    private static WorldFault? World(string name, FaultInput input) => name switch
    {
        nameof(WorldFault.UpdateFails) => new WorldFault.UpdateFails(
            input.Text("logicalId"), input.Optional("reason") ?? new WorldFault.UpdateFails("").Reason, input.Flag("beforeCreation")),
        nameof(WorldFault.ResourceSlow) => new WorldFault.ResourceSlow(input.Text("logicalId"), input.Factor()),
        nameof(WorldFault.ResourceStuck) => new WorldFault.ResourceStuck(input.Text("logicalId")),
        nameof(WorldFault.ChangeSetFails) => new WorldFault.ChangeSetFails(input.Text("reason")),
        nameof(WorldFault.ChangeSetStuck) => new WorldFault.ChangeSetStuck(),
        nameof(WorldFault.ValidationFails) => new WorldFault.ValidationFails(
            input.Text("logicalId"), input.Text("message"), input.Optional("path") ?? "/Properties"),
        nameof(WorldFault.RollbackFails) => new WorldFault.RollbackFails(input.Text("logicalId")),
        nameof(WorldFault.CleanupFails) => new WorldFault.CleanupFails(input.Text("logicalId")),
        nameof(WorldFault.SnapshotSlow) => new WorldFault.SnapshotSlow(input.Text("service"), input.Factor()),
        nameof(WorldFault.SnapshotStuck) => new WorldFault.SnapshotStuck(input.Text("service")),
        nameof(WorldFault.SnapshotFails) => new WorldFault.SnapshotFails(input.Text("service")),
        nameof(WorldFault.SnapshotVanishes) => new WorldFault.SnapshotVanishes(input.Text("service"), input.Seconds("after")),
        nameof(WorldFault.InstanceNeverOnline) => new WorldFault.InstanceNeverOnline(),
        nameof(WorldFault.MigrationExits) => new WorldFault.MigrationExits(input.Text("command"), input.Whole("exitCode", 1)),
        nameof(WorldFault.MigrationSlow) => new WorldFault.MigrationSlow(input.Text("command"), input.Factor()),
        nameof(WorldFault.MigrationHangs) => new WorldFault.MigrationHangs(input.Text("command")),
        nameof(WorldFault.AgentDies) => new WorldFault.AgentDies(input.Text("script")),
        nameof(WorldFault.PersonUpdatesStack) => new WorldFault.PersonUpdatesStack(
            input.Text("parameterKey"), input.Text("value"), input.Flag("beforeExecution")),
        nameof(WorldFault.PersonUpdatesStackDuringSnapshot) => new WorldFault.PersonUpdatesStackDuringSnapshot(
            input.Text("parameterKey"), input.Text("value")),
        nameof(WorldFault.PersonCancelsUpdate) => new WorldFault.PersonCancelsUpdate(input.Seconds("after")),
        nameof(WorldFault.PersonDeletesChangeSet) => new WorldFault.PersonDeletesChangeSet(),
        nameof(WorldFault.SessionsExpire) => new WorldFault.SessionsExpire(),
        nameof(WorldFault.DriftUnreadable) => new WorldFault.DriftUnreadable(input.Text("logicalId")),
        nameof(WorldFault.DriftStuck) => new WorldFault.DriftStuck(),
        _ => null,
    };
}
