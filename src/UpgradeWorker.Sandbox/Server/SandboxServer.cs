using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>The emulated endpoint of all services, whatever the transport: routes by the service's name in the signature's
/// scope, verifies the signature, lets faults happen, settles the world and lets the service answer.</summary>
public sealed class SandboxServer
{
    private const int MostCallsKept = 10_000;

    private readonly Dictionary<string, EmulatedService> services = new(StringComparer.Ordinal);
    private readonly Queue<string> calls = new();
    private readonly SortedDictionary<string, long> callCounts = new(StringComparer.Ordinal);
    private readonly RequestVerifier verifier;
    private readonly Throttle? throttle;

    public SandboxServer(SandboxWorld world, params IEnumerable<EmulatedService> services)
    {
        World = world;
        verifier = new RequestVerifier(world);
        throttle = world.Options.Throttle is { } rate ? new Throttle(rate, world.Clock) : null;
        foreach (var service in services)
        {
            Add(service);
        }
    }

    public SandboxWorld World { get; }

    /// <summary>The last 10,000 requests that were answered, as <c>service:Operation</c>, in order.</summary>
    public IReadOnlyList<string> Calls => World.Do(_ => calls.ToList());

    /// <summary>How often each operation was asked for since the beginning, by <c>service:Operation</c>.</summary>
    public IReadOnlyDictionary<string, long> CallCounts => World.Do(_ => new SortedDictionary<string, long>(callCounts, StringComparer.Ordinal));

    /// <summary>Answers for paths under <c>/_sandbox</c>, which carry no signature; null = there is no control endpoint.</summary>
    public Func<SandboxRequest, SandboxResponse>? Control { get; set; }

    public void Add(EmulatedService service) => services.Add(service.SigningName, service);

    /// <summary>A handler for <see cref="HttpClient"/> that reaches this server without a socket.</summary>
    public HttpMessageHandler CreateHandler() => new SandboxHttpHandler(this);

    public async Task<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken token)
    {
        if (Control is not null && (request.Path == "/_sandbox" || request.Path.StartsWith("/_sandbox/", StringComparison.Ordinal)))
        {
            lock (World.Gate)
            {
                World.Settle();
                return Control(request);
            }
        }

        var header = SigV4Header.Parse(request.Header("authorization"));
        if (Route(request, header) is not { } service)
        {
            var named = header is null ? "an unsigned request" : $"the service '{header.Service}'";
            return NoService(request, $"The sandbox does not emulate {named}.");
        }

        var operation = service.OperationOf(request);
        var (response, delay) = Answer(service, operation, request, header);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, World.Clock, token);
        }

        return response;
    }

    private (SandboxResponse Response, TimeSpan Delay) Answer(
        EmulatedService service, string operation, SandboxRequest request, SigV4Header? header)
    {
        lock (World.Gate)
        {
            World.Settle();
            var requestId = World.Ids.Uuid();
            Count($"{service.SigningName}:{operation}");
            var faults = World.Faults.Hit(service.SigningName, operation);
            var delay = faults.OfType<RequestFault.Delayed>().Aggregate(TimeSpan.Zero, (sum, f) => sum + f.By);
            SandboxResponse response;
            try
            {
                Verify(service, request, header, faults);
                RefuseByFault(service, operation, faults);
                response = service.Handle(request, operation, requestId);
                response = AfterEffect(service, faults, requestId) ?? response;
            }
            catch (AwsException error)
            {
                response = service.Error(error, requestId);
            }

            return (Dated(response, faults), delay);
        }
    }

    private void Verify(EmulatedService service, SandboxRequest request, SigV4Header? header, IReadOnlyList<RequestFault> faults)
    {
        if (header is null)
        {
            throw service.Refusal(RefusalKind.NotSigned, "");
        }

        World.Caller = verifier.Verify(request, header, service, Skew(faults));
        if (World.Caller.Account != World.Options.AccountId && service.SigningName != "sts")
        {
            throw service.Refusal(
                RefusalKind.AccessDenied,
                $"User: {World.Caller.Arn} is not authorized here: the sandbox holds account {World.Options.AccountId} alone, in which it has to assume a role");
        }
    }

    // An unknown action is the caller's text: what is counted under it is bounded too.
    private void Count(string call)
    {
        calls.Enqueue(call);
        if (calls.Count > MostCallsKept)
        {
            calls.Dequeue();
        }

        if (callCounts.ContainsKey(call) || callCounts.Count < 1000)
        {
            callCounts[call] = callCounts.GetValueOrDefault(call) + 1;
        }
    }

    private static TimeSpan Skew(IReadOnlyList<RequestFault> faults) =>
        faults.OfType<RequestFault.ClockSkew>().Aggregate(TimeSpan.Zero, (sum, f) => sum + f.By);

    // By the service's clock: callers tell a wrong clock from a wrong key by it.
    private static SandboxResponse Dated(SandboxResponse response, IReadOnlyList<RequestFault> faults) => response with
    {
        Headers = new Dictionary<string, string>(response.Headers, StringComparer.OrdinalIgnoreCase)
        {
            ["Date"] = (TimeProvider.System.GetUtcNow() + Skew(faults)).ToString("R", CultureInfo.InvariantCulture),
        },
    };

    private void RefuseByFault(EmulatedService service, string operation, IReadOnlyList<RequestFault> faults)
    {
        foreach (var fault in faults)
        {
            switch (fault)
            {
                case RequestFault.Throttled:
                    throw service.Refusal(RefusalKind.Throttled, "");
                case RequestFault.ExpiredCredentials:
                    throw service.Refusal(RefusalKind.ExpiredToken, "");
                case RequestFault.AccessDenied:
                    throw service.Refusal(
                        RefusalKind.AccessDenied,
                        $"User: {World.Caller.Arn} is not authorized to perform: {service.SigningName}:{operation} because no identity-based policy allows the {service.SigningName}:{operation} action");
                case RequestFault.Refused refused:
                    throw new AwsException(refused.Code, refused.Message, refused.Status);
                case RequestFault.ErrorBefore before:
                    throw new AwsException(before.Status == 503 ? "ServiceUnavailable" : "InternalFailure", "The service is unavailable.", before.Status);
                default:
                    break;
            }
        }

        if (throttle is not null && !throttle.Take($"{service.SigningName}:{operation}"))
        {
            throw service.Refusal(RefusalKind.Throttled, "");
        }
    }

    // In an envelope that the client's protocol can read.
    private static SandboxResponse NoService(SandboxRequest request, string problem)
    {
        const string code = "NotEmulated";
        if (request.Header("x-amz-target") is not null)
        {
            return SandboxResponse.Of(501, "application/x-amz-json-1.1", new JsonObject { ["__type"] = code, ["message"] = problem }.ToJsonString());
        }

        if (request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true)
        {
            return SandboxResponse.Of(501, "text/plain", problem);
        }

        // EC2's clients look for a list of errors, those of the other Query services for one.
        XElement Error() => new("Error", new XElement("Type", "Sender"), new XElement("Code", code), new XElement("Message", problem));
        return SandboxResponse.Of(501, "text/xml", new XElement("ErrorResponse", Error(), new XElement("Errors", Error())).ToString());
    }

    private static SandboxResponse? AfterEffect(EmulatedService service, IReadOnlyList<RequestFault> faults, string requestId)
    {
        if (faults.OfType<RequestFault.ReplyLost>().Any())
        {
            return new SandboxResponse(0, new Dictionary<string, string>(), [], Aborted: true);
        }

        return faults.OfType<RequestFault.ErrorAfter>().FirstOrDefault() is { } after
            ? service.Error(new AwsException("InternalFailure", "An internal error has occurred.", after.Status), requestId)
            : null;
    }

    // Unsigned requests are told in the envelope of the service that their form gives away, else of S3.
    private EmulatedService? Route(SandboxRequest request, SigV4Header? header)
    {
        if (header is not null)
        {
            return services.GetValueOrDefault(header.Service);
        }

        var guess = request.Header("x-amz-target") is not null ? "ssm"
            : request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true ? "cloudformation"
            : "s3";
        return services.GetValueOrDefault(guess) ?? services.Values.FirstOrDefault();
    }
}
