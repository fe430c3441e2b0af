using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace UpgradeWorker.Core.Planning;

/// <summary>Reads an answer to DescribeChangeSet as the AWS CLI prints it in JSON. Members that we do not need may be anything.</summary>
public static class ChangeSetJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>False with a finding <c>BadChangeSet</c> that names <paramref name="fileName"/> and the place, if the text is no such answer.</summary>
    public static bool TryRead(
        string text, string fileName, [NotNullWhen(true)] out ChangeSetDescription? description, [NotNullWhen(false)] out Finding? finding)
    {
        description = null;
        finding = null;
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), Options);
            description = Description(document.RootElement);
            return true;
        }
        catch (JsonException failure)
        {
            var line = (failure.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture);
            finding = Bad(fileName, line is null ? $"an object in it has {Quoted(failure.Message)} twice" : $"line {line} is no JSON");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json says of escapes that are no Unicode, such as half a surrogate pair.
            finding = Bad(fileName, "a text in it is no Unicode");
        }
        catch (WrongShapeException failure)
        {
            finding = Bad(fileName, failure.Message);
        }
        return false;
    }

    /// <summary>The member that the parser names in quotes, which tells it nowhere else.</summary>
    private static string Quoted(string message) => message.Split('\'') is [_, { Length: > 0 and <= 80 } name, ..] ? $"the member '{name}'" : "a member";

    private static Finding Bad(string fileName, string what) =>
        new("BadChangeSet", $"{fileName}: {what}. Give what 'aws cloudformation describe-change-set --output json' prints.");

    private static ChangeSetDescription Description(JsonElement root)
    {
        var answer = new Place(root, "the document");
        answer.MustBe(JsonValueKind.Object);
        if (answer.Member("Changes") is null && answer.Text("Status") is null)
        {
            throw new WrongShapeException("it has neither Changes nor Status");
        }
        return new ChangeSetDescription
        {
            Id = answer.Text("ChangeSetId"),
            Name = answer.Text("ChangeSetName"),
            StackId = answer.Text("StackId"),
            StackName = answer.Text("StackName"),
            Status = answer.Text("Status"),
            ExecutionStatus = answer.Text("ExecutionStatus"),
            StatusReason = answer.Text("StatusReason"),
            Parameters = [.. answer.List("Parameters").Select(one => new ChangeSetParameter(
                one.NeededText("ParameterKey"), one.Text("ParameterValue"), one.Text("ResolvedValue")))],
            Capabilities = answer.Texts("Capabilities"),
            Changes = [.. answer.List("Changes").Where(one => one.Text("Type") is null or "Resource").Select(one => Change(one.Needed("ResourceChange")))],
            HasMore = answer.Text("NextToken") is { Length: > 0 },
        };
    }

    private static ResourceChange Change(Place change) => new()
    {
        LogicalId = change.NeededText("LogicalResourceId"),
        ResourceType = change.NeededText("ResourceType"),
        Action = change.NeededText("Action"),
        PhysicalId = change.Text("PhysicalResourceId"),
        Replacement = change.Text("Replacement"),
        PolicyAction = change.Text("PolicyAction"),
        Scope = change.Texts("Scope"),
        Details = [.. change.List("Details").Select(Detail)],
        NestedChangeSetId = change.Text("ChangeSetId"),
    };

    private static ResourceChangeDetail Detail(Place detail)
    {
        var target = detail.Member("Target");
        target?.MustBe(JsonValueKind.Object);
        return new ResourceChangeDetail
        {
            Evaluation = detail.Text("Evaluation"),
            ChangeSource = detail.Text("ChangeSource"),
            CausingEntity = detail.Text("CausingEntity"),
            Attribute = target?.Text("Attribute"),
            Property = target?.Text("Name"),
            RequiresRecreation = target?.Text("RequiresRecreation"),
            Path = target?.Text("Path"),
        };
    }

    private sealed class WrongShapeException(string message) : Exception(message);

    /// <summary>An element together with the words that say where it stands.</summary>
    private sealed record Place(JsonElement Element, string Name)
    {
        public void MustBe(JsonValueKind kind)
        {
            if (Element.ValueKind != kind)
            {
                throw new WrongShapeException($"{Name} is {Word(Element.ValueKind)}, not {Word(kind)}");
            }
        }

        /// <summary>Null where it is absent or null.</summary>
        public Place? Member(string name)
        {
            MustBe(JsonValueKind.Object);
            return Element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                ? new Place(member, Name == "the document" ? name : $"{Name}.{name}")
                : null;
        }

        public Place Needed(string name) => Member(name) ?? throw new WrongShapeException($"{Name} has no {name}");

        public string? Text(string name)
        {
            var member = Member(name);
            member?.MustBe(JsonValueKind.String);
            return member?.Element.GetString();
        }

        public string NeededText(string name) =>
            Text(name) is { Length: > 0 } text ? text : throw new WrongShapeException($"{Name} has no {name}");

        public IEnumerable<Place> List(string name)
        {
            var list = Member(name);
            list?.MustBe(JsonValueKind.Array);
            return list is null ? [] : list.Element.EnumerateArray().Select((one, index) =>
                new Place(one, $"{list.Name}[{index.ToString(CultureInfo.InvariantCulture)}]"));
        }

        public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(one =>
        {
            one.MustBe(JsonValueKind.String);
            return one.Element.GetString()!;
        })];

        private static string Word(JsonValueKind kind) => kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Null => "null",
            _ => "a number or truth value",
        };
    }
}
