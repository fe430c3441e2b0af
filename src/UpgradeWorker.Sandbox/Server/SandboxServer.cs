using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>The emulated endpoint of all services, whatever the transport: routes by the service's name in the signature's
/// scope, verifies the signature, lets faults happen, settles the world and lets the service answer.</summary>
public sealed class SandboxServer
{
    private readonly Dictionary<string, EmulatedService> services = new(StringComparer.Ordinal);
    private readonly List<string> calls = [];
    private readonly RequestVerifier verifier;
    private readonly Throttle? throttle;

    public SandboxServer(SandboxWorld world, params IEnumerable<EmulatedService> services)
    {
        World = world;
        verifier = new RequestVerifier(world.Options);
        throttle = world.Options.Throttle is { } rate ? new Throttle(rate, world.Clock) : null;
        foreach (var service in services)
        {
            Add(service);
        }
    }

    public SandboxWorld World { get; }

    /// <summary>Each request that was answered, as <c>service:Operation</c>, in order.</summary>
    public IReadOnlyList<string> Calls => World.Do(_ => calls.ToList());

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
            return SandboxResponse.Of(501, "text/plain", $"The sandbox does not emulate {named}.");
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
            calls.Add($"{service.SigningName}:{operation}");
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

            return (response, delay);
        }
    }

    private void Verify(EmulatedService service, SandboxRequest request, SigV4Header? header, IReadOnlyList<RequestFault> faults)
    {
        if (header is null)
        {
            throw service.Refusal(RefusalKind.NotSigned, "");
        }

        var skew = faults.OfType<RequestFault.ClockSkew>().Aggregate(TimeSpan.Zero, (sum, f) => sum + f.By);
        verifier.Verify(request, header, service, skew);
    }

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
                    var caller = World.Options.Credentials[0].Arn;
                    throw service.Refusal(
                        RefusalKind.AccessDenied,
                        $"User: {caller} is not authorized to perform: {service.SigningName}:{operation} because no identity-based policy allows the {service.SigningName}:{operation} action");
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
