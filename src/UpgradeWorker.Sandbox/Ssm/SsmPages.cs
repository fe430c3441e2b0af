using System.Globalization;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Pages of at most 50. A token is where the next page begins; any other text is refused.</summary>
internal static class SsmPages
{
    private const int Largest = 50;

    public static JsonObject Page(JsonObject input, List<JsonNode> all, string member, int smallest)
    {
        var size = input["MaxResults"] is { } asked ? asked.GetValue<int>() : Largest;
        if (size < smallest || size > Largest)
        {
            throw new AwsException(
                "ValidationException",
                string.Create(CultureInfo.InvariantCulture, $"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: Member must have value between {smallest} and {Largest}"));
        }

        var start = 0;
        if (SsmRequests.Text(input, "NextToken") is { } token
            && (!int.TryParse(token, CultureInfo.InvariantCulture, out start) || start < 0 || start > all.Count))
        {
            throw new AwsException("InvalidNextToken", "The specified token isn't valid.");
        }

        var page = new JsonObject { [member] = new JsonArray([.. all.Skip(start).Take(size)]) };
        if (start + size < all.Count)
        {
            page["NextToken"] = (start + size).ToString(CultureInfo.InvariantCulture);
        }

        return page;
    }
}
