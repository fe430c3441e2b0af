using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using System.Web;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

/// <summary>
/// An AWS endpoint that answers as told, and a clock that goes on exactly when somebody waits: backoffs pass at once, and an answer that
/// never comes lets the deadline of the attempt pass.
/// </summary>
internal sealed class ScriptedAws : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage?>> answers = [];
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly List<IReadOnlyDictionary<string, string>> requests = [];
    private readonly List<AwsAttempt> attempts = [];
    private readonly AwsClientFactory factory;

    public ScriptedAws(CallLimits? limits = null)
        : this(connection => connection, limits)
    {
    }

    public ScriptedAws(Func<StackConnection, StackConnection> with, CallLimits? limits = null)
    {
        Limits = limits ?? CallLimits.Default;
        Time = new WatchedTime(waits.Writer, [Limits.CallDeadline, Limits.AttemptDeadline, AssumedRoleCredentials.Deadline]);
        factory = new AwsClientFactory(Time, attempts.Add, () => 0.5);
        Clients = factory.For(with(new StackConnection
        {
            Region = "eu-west-1",
            Credentials = new StaticCredentials("AKIDEXAMPLE", "not-a-secret"),
            HandlerFactory = () => this,
            Limits = Limits,
        }));
    }

    public CallLimits Limits { get; }

    public FakeTimeProvider Time { get; }

    public StackClients Clients { get; }

    /// <summary>The forms sent, in order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Requests => requests;

    public IReadOnlyList<string> Actions => [.. requests.Select(form => form.GetValueOrDefault("Action", ""))];

    public IReadOnlyList<AwsAttempt> Attempts => attempts;

    public IReadOnlyList<double> Backoffs => [.. attempts.Where(one => one.RetryIn is not null).Select(one => one.RetryIn!.Value.TotalSeconds)];

    public HttpRequestHeaders? LastHeaders { get; private set; }

    public Uri? LastAddress { get; private set; }

    /// <summary>The signature of the last request.</summary>
    public string Authorization => LastHeaders?.NonValidated["Authorization"].ToString() ?? "";

    public ScriptedAws Answers(string action, string xml) =>
        Then(() => Text(HttpStatusCode.OK, $"<{action}Response><{action}Result>{xml}</{action}Result></{action}Response>"));

    public ScriptedAws AnswersText(HttpStatusCode status, string text) => Then(() => Text(status, text));

    public ScriptedAws Refuses(
        string code, string message = "No.", HttpStatusCode status = HttpStatusCode.BadRequest, DateTimeOffset? date = null) => Then(() => Text(
        status,
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>",
        date));

    public ScriptedAws Throws(HttpRequestError error) => Then(() => throw new HttpRequestException(error, "scripted"));

    public ScriptedAws NeverAnswers() => Then(() => null);

    public ScriptedAws Times(int count, Action<ScriptedAws> step)
    {
        for (var i = 0; i < count; i++)
        {
            step(this);
        }

        return this;
    }

    /// <summary>Lets a call run, and time with it.</summary>
    public async Task<T> Run<T>(Task<T> call)
    {
        var ended = call.ContinueWith(_ => waits.Writer.TryWrite(TimeSpan.Zero), TaskScheduler.Default);
        while (!call.IsCompleted)
        {
            Time.Advance(await waits.Reader.ReadAsync());
        }

        await ended;
        return await call;
    }

    public async Task Run(Task call) => await Run(Void(call));

    /// <summary>The fault that a call ends with.</summary>
    public async Task<AwsFaultException> Fault(Task call)
    {
        try
        {
            await Run(call);
        }
        catch (AwsFaultException fault)
        {
            return fault;
        }

        throw new AssertionException("The call succeeded.");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = HttpUtility.ParseQueryString(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        requests.Add(form.AllKeys.OfType<string>().ToDictionary(key => key, key => form[key] ?? ""));
        LastHeaders = request.Headers;
        LastAddress = request.RequestUri;
        if (!answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException("The script has no more answers.");
        }

        if (answer() is { } given)
        {
            return given;
        }

        waits.Writer.TryWrite(Limits.AttemptDeadline);
        await Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);
        throw new InvalidOperationException("Nobody gave up.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            factory.Dispose();
        }

        base.Dispose(disposing);
    }

    private static async Task<bool> Void(Task call)
    {
        await call;
        return true;
    }

    private static HttpResponseMessage Text(HttpStatusCode status, string text, DateTimeOffset? date = null) =>
        new(status) { Content = new StringContent(text), Headers = { Date = date } };

    private ScriptedAws Then(Func<HttpResponseMessage?> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>Tells of every timer that is not a deadline: somebody waits for it.</summary>
    private sealed class WatchedTime(ChannelWriter<TimeSpan> waits, IReadOnlyList<TimeSpan> deadlines) : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && !deadlines.Contains(dueTime))
            {
                waits.TryWrite(dueTime);
            }

            return timer;
        }
    }
}
