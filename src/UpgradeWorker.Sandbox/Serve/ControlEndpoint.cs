using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>The unsigned endpoint under <c>/_sandbox</c>, by which tests and people look at the account and let things go
/// wrong: <c>GET /_sandbox</c> the state, <c>POST /_sandbox/faults</c> a fault, <c>DELETE /_sandbox/faults</c> none any
/// more, <c>POST /_sandbox/scenario</c> a named scenario, <c>POST /_sandbox/drift</c> a property changed by hand.</summary>
public sealed class ControlEndpoint(EmulatedAws aws, Func<JsonObject>? vendor = null)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SandboxResponse Handle(SandboxRequest request)
    {
        var what = request.Path.TrimEnd('/')["/_sandbox".Length..].TrimStart('/');
        JsonObject? input = null;
        if (request.Method == "POST")
        {
            try
            {
                input = JsonNode.Parse(request.Body.Span) as JsonObject;
            }
            catch (JsonException)
            {
                // Stays null: answered below.
            }

            if (input is null)
            {
                return Answer(400, Problem("The body is not a JSON object."));
            }
        }

        return (request.Method, what) switch
        {
            ("GET", "") => Answer(200, State()),
            ("POST", "faults") => FaultReader.Add(aws.World.Faults, input!) is { } problem ? Answer(400, Problem(problem)) : Answer(200, State()),
            ("DELETE", "faults") => Cleared(),
            ("POST", "scenario") => Arranged(input!["name"]?.ToString() ?? ""),
            ("POST", "drift") => Drifted(input!),
            _ => Answer(404, Problem($"There is no {request.Method} /_sandbox/{what}.")),
        };
    }

    private SandboxResponse Cleared()
    {
        aws.World.Faults.Clear();
        return Answer(200, State());
    }

    private SandboxResponse Arranged(string name)
    {
        if (Scenario.Find(name) is not { } scenario)
        {
            return Answer(400, Problem($"There is no scenario '{name}'; there are {string.Join(", ", Scenario.All.Select(s => s.Name))}."));
        }

        scenario.Arrange(aws.World.Faults);
        return Answer(200, State());
    }

    // {"stack":…,"logicalId":…,"property":…,"value":…}; without property the resource is deleted by hand.
    private SandboxResponse Drifted(JsonObject input)
    {
        var stack = aws.CloudFormation.Find(input["stack"]?.ToString() ?? "");
        if (stack?.Resources.GetValueOrDefault(input["logicalId"]?.ToString() ?? "") is not { } resource)
        {
            return Answer(400, Problem("There is no such stack and logicalId."));
        }

        if (input["property"]?.ToString() is not { } property)
        {
            aws.World.ChangeByHand(resource.Physical, null, null);
        }
        else
        {
            aws.World.ChangeByHand(resource.Physical, property, input["value"]);
        }

        return Answer(200, State());
    }

    private JsonObject State() => new()
    {
        ["now"] = aws.World.Now,
        ["nextChange"] = aws.World.NextChange,
        ["speed"] = aws.World.Options.Speed,
        ["stacks"] = new JsonArray([.. aws.CloudFormation.Stacks.Select(Describe)]),
        ["pendingFaults"] = new JsonArray(
            [.. aws.World.Faults.Pending.Select(f => f.ToString()).Concat(aws.World.Faults.Rules.Select(r => r.ToString())).Select(t => JsonValue.Create(t))]),
        ["scenarios"] = new JsonObject(Scenario.All.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)s.Story))),
        ["vendor"] = vendor?.Invoke(),
        ["calls"] = new JsonObject(aws.Server.CallCounts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))),
    };

    private static JsonNode Describe(EmulatedStack stack) => new JsonObject
    {
        ["name"] = stack.Name,
        ["id"] = stack.Id,
        ["status"] = stack.Status,
        ["outputs"] = new JsonObject(stack.Outputs.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value))),
        ["resources"] = new JsonObject(stack.Resources.Values.Select(r => KeyValuePair.Create(r.LogicalId, (JsonNode?)r.PhysicalId))),
    };

    private static JsonObject Problem(string text) => new() { ["problem"] = text };

    private static SandboxResponse Answer(int status, JsonObject body) =>
        SandboxResponse.Of(status, "application/json", body.ToJsonString(Plain));
}
