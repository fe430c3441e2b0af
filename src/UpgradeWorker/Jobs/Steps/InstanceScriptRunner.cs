using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Runs one script on one instance within a step, once an attempt: what was sent is journalled, and after an interruption it is looked
/// for before it is sent again.
/// </summary>
internal static class InstanceScriptRunner
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(10);

    /// <summary>How long SSM may need until it lists a command that it accepted.</summary>
    private static readonly TimeSpan ListingDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long an instance may be offline, as it is while it boots, before it is looked whether it is still the stack's.</summary>
    private static readonly TimeSpan Rumour = TimeSpan.FromMinutes(5);

    /// <summary>Sends the script, or looks how it is doing.</summary>
    /// <param name="context">The step.</param>
    /// <param name="purpose">Which script of the step; differs for each of them.</param>
    /// <param name="instanceId">Where.</param>
    /// <param name="script">Bash.</param>
    /// <param name="timeout">How long it may run.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <param name="forPeople">Takes out of its output what people need not read; null = nothing.</param>
    /// <returns>Its output once it has ended with 0, or what else it came to.</returns>
    public static async Task<ScriptOutcome> RunAsync(
        StepContext context, string purpose, string instanceId, string script, TimeSpan timeout, CancellationToken cancellationToken,
        Func<string, string>? forPeople = null)
    {
        try
        {
            return await SendOrLookAsync(context, purpose, instanceId, script, timeout, forPeople, cancellationToken);
        }
        catch (AwsFaultException fault) when (fault.IsRetryable && !fault.EffectUnknown)
        {
            // A fault of the attempt would send the script anew, although only a look at it failed. The step's deadline bounds this.
            return new ScriptOutcome.Pending(new StepOutcome.NotYet($"looking after {purpose} on {instanceId}; at present: {fault.ErrorCode}"));
        }
    }

    private static async Task<ScriptOutcome> SendOrLookAsync(
        StepContext context, string purpose, string instanceId, string script, TimeSpan timeout, Func<string, string>? forPeople,
        CancellationToken cancellationToken)
    {
        var run = context.Run;
        var sent = context.OfAttempt<Evidence.CommandSent>().LastOrDefault(one => one.Purpose == purpose && one.InstanceId == instanceId);
        if (sent is null)
        {
            // Each beginning of the step sends anew, also after a person's retry.
            var beginnings = context.Journal.Count(entry => entry.Kind == JournalKind.Begun && entry.Generation == run.Generation && entry.Step == run.Step);
            var comment = RunNames.Comment(run.Id, run.Generation, run.Step, $"{purpose} b{beginnings} {instanceId}");
            if (context.OfAttempt<Evidence.CommandIntended>().LastOrDefault(one => one.Purpose == purpose && one.InstanceId == instanceId) is { } intended)
            {
                if (await context.Clients.Instances.FindCommandAsync(comment, instanceId, intended.At, cancellationToken) is { } found)
                {
                    return new ScriptOutcome.Pending(new StepOutcome.NotYet(
                        $"found {purpose} running on {instanceId}", new Evidence.CommandSent(purpose, instanceId, found)));
                }

                if (context.Now < intended.At + ListingDelay)
                {
                    return new ScriptOutcome.Pending(new StepOutcome.NotYet($"looking whether {purpose} was sent to {instanceId}"));
                }
            }

            if (await context.Clients.Instances.FindAgentAsync(instanceId, cancellationToken) is not { IsOnline: true })
            {
                return await OfflineAsync(context, instanceId, $"instance {instanceId} is not online in Systems Manager, so that {purpose} waits", cancellationToken);
            }

            await context.IntendAsync($"sending {purpose} to {instanceId}", new Evidence.CommandIntended(purpose, instanceId, context.Now));
            try
            {
                var command = await context.Clients.Instances.SendScriptAsync(
                    instanceId, comment, script, StartDeadline, timeout, cancellationToken);
                return new ScriptOutcome.Pending(new StepOutcome.NotYet(
                    $"sent {purpose} to {instanceId}", new Evidence.CommandSent(purpose, instanceId, command)));
            }
            catch (AwsFaultException fault) when (fault.EffectUnknown)
            {
                return new ScriptOutcome.Pending(new StepOutcome.NotYet(
                    $"sent {purpose} to {instanceId}; no answer came ({fault.ErrorCode}), looking whether it runs"));
            }
        }

        var result = await context.Clients.Instances.FindInvocationAsync(sent.CommandId, instanceId, cancellationToken);
        return result switch
        {
            null or { IsFinished: false } => new ScriptOutcome.Pending(
                new StepOutcome.NotYet($"{purpose} on {instanceId}: {result?.Status ?? "waiting for the agent"}")),
            { Succeeded: true } => new ScriptOutcome.Finished(result.Output),
            _ => new ScriptOutcome.Failed(new Finding(
                "ScriptFailed",
                $"{purpose} on {instanceId} ended with {result.Status}{(result.ExitCode is { } code ? $", exit code {code}" : $" ({result.StatusDetails})")}: "
                + LastLines((forPeople?.Invoke(result.Output) ?? result.Output) + "\n" + result.Errors, 50)),
                result.Output, RanToItsEnd: result.ExitCode is not null || result is { Status: "Cancelled" } or { StatusDetails: "ExecutionTimedOut" }, ExitCode: result.ExitCode),
        };
    }

    /// <summary>
    /// What to do about an instance that is not online: wait, or go on with another one if a person has replaced it meanwhile.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="instanceId">The instance that the journal knows.</param>
    /// <param name="progress">That it is not online, in words that stay the same from look to look.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<ScriptOutcome.Pending> OfflineAsync(
        StepContext context, string instanceId, string progress, CancellationToken cancellationToken)
    {
        var since = context.Journal is [.., var last] && last.Message == progress ? context.Now - last.At : TimeSpan.Zero;
        if (since >= Rumour && context.Latest<Evidence.StackUpdated>() is { } known
            && (await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken))?.Look is { } look
            && context.Plan.Instances.Select(look.PhysicalId).OfType<string>().ToList() is { Count: > 0 } serving && !serving.Contains(instanceId))
        {
            return new ScriptOutcome.Pending(new StepOutcome.NotYet(
                $"instance {instanceId} was replaced by somebody else: the stack's is {string.Join(", ", serving)} now", known with { InstanceIds = serving }));
        }

        return new ScriptOutcome.Pending(new StepOutcome.NotYet(progress)) { Offline = since };
    }

    /// <summary>The last lines of an output that say anything.</summary>
    public static string LastLines(string text, int count)
    {
        var lines = text.Trim().Split('\n').Where(line => !string.IsNullOrWhiteSpace(line));
        return string.Join('\n', lines.TakeLast(count));
    }
}

/// <summary>What a script came to.</summary>
internal abstract record ScriptOutcome
{
    private ScriptOutcome()
    {
    }

    /// <summary>On its way.</summary>
    public sealed record Pending(StepOutcome.NotYet NotYet) : ScriptOutcome
    {
        /// <summary>For how long the instance has been offline, so that nothing could be sent; zero when it is not.</summary>
        public TimeSpan Offline { get; init; }
    }

    /// <summary>Exit code 0.</summary>
    /// <param name="Raw">What it printed, as it is.</param>
    public sealed record Finished(string Raw) : ScriptOutcome
    {
        /// <summary>What it printed, without white space around it.</summary>
        public string Output => Raw.Trim();
    }

    /// <summary>It failed, or was not run.</summary>
    /// <param name="Why">With the last lines that it printed.</param>
    /// <param name="Output">All that it printed, as far as Systems Manager hands it back.</param>
    /// <param name="RanToItsEnd">Whether the script itself said no, a person cancelled it, or its time was over: it is not to be sent again without more ado.</param>
    /// <param name="ExitCode">Null when it was not run to its end.</param>
    public sealed record Failed(Finding Why, string Output, bool RanToItsEnd, int? ExitCode) : ScriptOutcome;
}
