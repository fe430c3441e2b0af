using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Core;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Whether the worker dies at a point, and on which side of its effect.</summary>
internal enum Death
{
    /// <summary>It lives on.</summary>
    None,

    /// <summary>Before the effect.</summary>
    Before,

    /// <summary>After the effect, before the worker learns of it.</summary>
    After,
}

/// <summary>A point at which a worker can die or a call can go wrong.</summary>
/// <param name="Job">The stage under way.</param>
/// <param name="Line">How many lines the journals of all runs had when the stage began to tick.</param>
/// <param name="Step">The step of the last of these lines; empty when there is none.</param>
/// <param name="Number">Which point of this tick, from 1.</param>
/// <param name="Name">Such as <c>aws SendCommand</c>, <c>commit</c>, <c>mail</c> or <c>file</c>.</param>
internal sealed record StoryPoint(string Job, long Line, string Step, int Number, string Name)
{
    public bool IsCall => Name.StartsWith("aws ", StringComparison.Ordinal);
}

/// <summary>
/// One life of a worker, ended as SIGKILL ends one: at a point (a call to AWS, a commit of the database, a mail written or filed) the
/// worker is left hanging for ever, and whatever still runs of it can no longer change anything: its calls and mails never return, its
/// commits are rolled back. Nothing in it can catch that.
/// </summary>
/// <param name="time">Clock of the story.</param>
/// <param name="decide">Asked at each point, with its name such as <c>aws SendCommand</c>, <c>commit</c> or <c>mail</c>.</param>
[SuppressMessage("Design", "CA1001", Justification = "A dead worker may still hold its token; nothing is to be freed under it.")]
internal sealed class Lifeline(FakeTimeProvider time, Func<string, Death> decide)
{
    /// <summary>Longer than the worker waits for any one answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = time;
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource buried = new();
    private readonly Lock gate = new();
    private volatile bool isDead;

    /// <summary>Ends when the worker dies.</summary>
    public Task Died => died.Task;

    public bool IsDead => isDead;

    /// <summary>Asks what still ticks of a dead worker to tick no more; never asked of a living one.</summary>
    public CancellationToken Stopping => buried.Token;

    /// <summary>To be called once it is dead, so that it does not wake when the clock goes on.</summary>
    public Task BuryAsync() => buried.CancelAsync();

    /// <summary>Decides about a commit; false = it is rolled back.</summary>
    public bool MayCommit()
    {
        lock (gate)
        {
            switch (isDead ? Death.Before : decide("commit"))
            {
                case Death.Before:
                    Die();
                    return false;
                case Death.After:
                    Die();
                    return true;
                default:
                    return true;
            }
        }
    }

    /// <summary>Lets an effect happen, or not, and returns its result, or never.</summary>
    public async Task<T> PassAsync<T>(string point, Func<Task<T>> effect)
    {
        Death death;
        lock (gate)
        {
            death = isDead ? Death.Before : decide(point);
            if (death == Death.Before)
            {
                Die();
            }
        }

        if (death == Death.None)
        {
            return await effect();
        }

        if (death == Death.After)
        {
            try
            {
                await effect();
            }
            catch (HttpRequestException)
            {
                // The reply was lost too: it does not matter any more.
            }

            Die();
        }

        return await new TaskCompletionSource<T>().Task;
    }

    public HttpMessageHandler Around(HttpMessageHandler handler) => new Wire(this, handler);

    public IOutgoingMail Around(IOutgoingMail mail) => new Outgoing(this, mail);

    public IIncomingMail Around(IIncomingMail mail) => new Incoming(this, mail);

    private void Die()
    {
        isDead = true;
        died.TrySetResult();
    }

    private sealed class Wire(Lifeline life, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await life.PassAsync($"aws {await OperationAsync(request)}", () => AnswerAsync(request, cancellationToken));

        /// <summary>An answer that does not come at once is one that is delayed: then time passes, until it comes or the worker gives it up.</summary>
        private Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = base.SendAsync(request, cancellationToken);
            if (!answer.IsCompleted)
            {
                life.time.Advance(Patience);
            }

            return answer;
        }

        private static async Task<string> OperationAsync(HttpRequestMessage request)
        {
            if (request.Headers.TryGetValues("x-amz-target", out var target))
            {
                return target.First().Split('.')[^1];
            }

            var form = request.Content is { } content && request.Method == HttpMethod.Post ? await content.ReadAsStringAsync() : "";
            return form.Split('&').FirstOrDefault(part => part.StartsWith("Action=", StringComparison.Ordinal))?["Action=".Length..]
                ?? $"{request.Method} {request.RequestUri?.AbsolutePath}";
        }
    }

    private sealed class Outgoing(Lifeline life, IOutgoingMail inner) : IOutgoingMail
    {
        public Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
            life.PassAsync("mail", () => inner.SendAsync(mail, CancellationToken.None));

        public Task<Finding?> ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);
    }

    private sealed class Incoming(Lifeline life, IIncomingMail inner) : IIncomingMail
    {
        public Task<FetchResult> FetchAsync(CancellationToken cancellationToken) => inner.FetchAsync(cancellationToken);

        public Task<Finding?> FileAsync(string key, MailShelf shelf, CancellationToken cancellationToken) =>
            life.PassAsync("file", () => inner.FileAsync(key, shelf, CancellationToken.None));

        public Task<Finding?> ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);
    }
}
