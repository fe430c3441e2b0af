using System.Net;
using System.Text;
using Amazon.CloudFormation;
using Amazon.ElastiCache;
using Amazon.RDS;
using Amazon.Runtime;

namespace AwsSdk.Tests;

/// <summary>A request as it left the client: body decoded from the form, in the order sent.</summary>
internal sealed record SentRequest(Uri Uri, string Method, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public IReadOnlyList<string> Form { get; } =
    [
        .. Body.Split('&').Select(pair => string.Join('=', pair.Split('=', 2).Select(part => Uri.UnescapeDataString(part.Replace('+', ' '))))),
    ];
}

/// <summary>Plays answers in turn in place of the network, and keeps what was sent.</summary>
internal sealed class Wire : HttpMessageHandler
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new();

    public List<SentRequest> Sent { get; } = [];

    /// <summary>The <c>Date</c> header of every answer; none when null.</summary>
    public DateTimeOffset? ServerDate { get; set; }

    /// <summary>Called before an answer is given, with the number of requests so far.</summary>
    public Action<int> BeforeAnswer { get; set; } = _ => { };

    public Wire Answer(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answers.Enqueue((status, body));
        return this;
    }

    /// <summary>An error answer in the form that the query services give.</summary>
    public Wire Error(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest) => Answer(
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>",
        status);

    public AmazonCloudFormationClient CloudFormation(Action<AmazonCloudFormationConfig>? change = null) =>
        new(Keys, Configure(new AmazonCloudFormationConfig(), change));

    public AmazonRDSClient Rds(Action<AmazonRDSConfig>? change = null) => new(Keys, Configure(new AmazonRDSConfig(), change));

    public AmazonElastiCacheClient ElastiCache(Action<AmazonElastiCacheConfig>? change = null) =>
        new(Keys, Configure(new AmazonElastiCacheConfig(), change));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        Sent.Add(new SentRequest(request.RequestUri!, request.Method.Method, headers, body));
        BeforeAnswer(Sent.Count);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException("The client sent more requests than the test has answers for.");
        }

        var response = new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "text/xml"), RequestMessage = request };
        response.Headers.Date = ServerDate;
        return response;
    }

    // Keys of AWS's own documentation; they belong to nobody.
    private static BasicAWSCredentials Keys => new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private T Configure<T>(T config, Action<T>? change) where T : ClientConfig
    {
        config.RegionEndpoint = Amazon.RegionEndpoint.EUWest1;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new Factory(this);
        change?.Invoke(config);
        return config;
    }

    private sealed class Factory(Wire wire) : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(wire, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
