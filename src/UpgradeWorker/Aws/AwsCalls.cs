using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace UpgradeWorker.Aws;

/// <summary>
/// The one way to AWS: every call goes through one Polly pipeline on our clock, which bounds it in attempts and in time. From outside in:
/// the deadline of the whole call, the attempts with their backoff, the deadline of one attempt.
/// </summary>
internal sealed class AwsCalls
{
    private static readonly ResiliencePropertyKey<CallInProgress> InProgress = new("UpgradeWorker.Call");

    private readonly ResiliencePipeline pipeline;
    private readonly WorkerCredentials credentials;
    private readonly Func<TimeSpan?> skew;
    private readonly TimeProvider time;
    private readonly Action<AwsAttempt>? log;

    /// <param name="limits">Bounds of every call.</param>
    /// <param name="credentials">What the requests are signed with; had before each attempt.</param>
    /// <param name="skew">How far AWS's clock was ahead of the last request's signature; null = not known.</param>
    /// <param name="time">Clock of deadlines and backoff.</param>
    /// <param name="random">Numbers from 0 to 1 for the jitter; called from several threads.</param>
    /// <param name="log">Told of every attempt; null = nobody listens. Must not throw.</param>
    public AwsCalls(
        CallLimits limits,
        WorkerCredentials credentials,
        Func<TimeSpan?> skew,
        TimeProvider time,
        Func<double> random,
        Action<AwsAttempt>? log = null)
    {
        this.credentials = credentials;
        this.skew = skew;
        this.time = time;
        this.log = log;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        builder.AddTimeout(limits.CallDeadline);
        if (limits.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = limits.MaxAttempts - 1,
                ShouldHandle = arguments => ValueTask.FromResult(Call(arguments.Context).MayTryAgain(arguments.Outcome.Exception)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    AwsBackoff.Delay(Call(arguments.Context).LastFault?.Kind ?? AwsFaultKind.Transient, arguments.AttemptNumber + 1, random())),
                OnRetry = arguments =>
                {
                    ForgetIfExpired(Call(arguments.Context).LastFault);
                    Tell(Call(arguments.Context), arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            });
        }

        pipeline = builder.AddTimeout(limits.AttemptDeadline).Build();
    }

    /// <summary>Makes a call and returns its answer.</summary>
    /// <param name="operation">What is called; decides what may be repeated and names the missing permission.</param>
    /// <param name="call">One attempt.</param>
    /// <param name="cancellationToken">Ends the call, also between attempts.</param>
    /// <param name="secrets">Texts that the request carries and no message may repeat; null = none.</param>
    /// <exception cref="AwsFaultException">The call failed for good.</exception>
    /// <exception cref="OperationCanceledException">The token asked; the fate of a write is then unknown.</exception>
    public async Task<T> InvokeAsync<T>(
        AwsOperation operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, IReadOnlyList<string>? secrets = null)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var progress = new CallInProgress(operation, time, skew);
        context.Properties.Set(InProgress, progress);
        try
        {
            var answer = await pipeline.ExecuteAsync(
                async (inner, attempt) =>
                {
                    var begun = Call(inner);
                    begun.Begin();
                    await credentials.PrepareAsync(inner.CancellationToken);
                    begun.Send();
                    return await attempt(inner.CancellationToken);
                },
                context,
                call);
            progress.Succeed();
            Tell(progress, null);
            return answer;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            if (progress.Fail(exception) is not { } fault)
            {
                throw;
            }

            // No attempt follows this one, yet the next call must not sign with what AWS has just called expired.
            ForgetIfExpired(fault);
            Tell(progress, null);
            throw AwsFaultMessages.Exception(operation, fault, progress.EffectUnknown, secrets);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static CallInProgress Call(ResilienceContext context) => context.Properties.GetValue(InProgress, null!);

    private void ForgetIfExpired(CaughtFault? fault)
    {
        if (fault?.Kind == AwsFaultKind.ExpiredCredentials)
        {
            credentials.Forget();
        }
    }

    private void Tell(CallInProgress call, TimeSpan? retryIn) =>
        log?.Invoke(new(call.Operation, call.Attempts, call.Took, call.LastFault?.Kind, call.LastFault?.Code, retryIn));

    /// <summary>What is known of a call between its attempts.</summary>
    private sealed class CallInProgress(AwsOperation operation, TimeProvider time, Func<TimeSpan?> skew)
    {
        private long began;
        private bool running;
        private bool sent;

        public AwsOperation Operation { get; } = operation;

        public int Attempts { get; private set; }

        public TimeSpan Took { get; private set; }

        public CaughtFault? LastFault { get; private set; }

        /// <summary>True once any attempt may have taken effect; a later clean refusal does not undo that.</summary>
        public bool EffectUnknown { get; private set; }

        public void Begin()
        {
            began = time.GetTimestamp();
            running = true;
            sent = false;
            Attempts++;
        }

        public void Send() => sent = true;

        public void Succeed()
        {
            End();
            LastFault = null;
        }

        public bool MayTryAgain(Exception? exception) =>
            exception is not null && Fail(exception) is { } fault && AwsFaults.IsRetryable(fault.Kind)
            && !(EffectUnknown && Operation.Effect == CallEffect.Once);

        /// <summary>Notes a failure; null if it is a defect of ours.</summary>
        public CaughtFault? Fail(Exception exception)
        {
            // The whole call's deadline can end a wait between attempts: then the last attempt's fault says more than "too late".
            if (!running && LastFault is { } last && exception is TimeoutRejectedException)
            {
                return last;
            }

            if (running)
            {
                End();
                LastFault = AwsFaults.Catch(Operation, exception) is { } fault ? AwsFaults.WithSkew(fault, skew()) : null;
                EffectUnknown |= sent && LastFault is { EffectUnknown: true };
            }

            return LastFault;
        }

        private void End()
        {
            Took = time.GetElapsedTime(began);
            running = false;
        }
    }
}
