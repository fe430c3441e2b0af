using static UpgradeWorker.Aws.AwsFaultKind;

namespace UpgradeWorker.Aws;

/// <summary>Puts a fault into words that name the place and what to do, and that may be shown to anyone.</summary>
internal static class AwsFaultMessages
{
    private const int LongestQuote = 600;

    public static AwsFaultException Exception(AwsOperation called, CaughtFault fault, bool effectUnknown, IReadOnlyList<string>? secrets)
    {
        var text = $"{fault.Operation} failed: {Sentence(fault, Quote(fault.Message, secrets))}";
        if (effectUnknown)
        {
            text += " It may or may not have taken effect.";
        }

        if (called != fault.Operation)
        {
            text += $" (Needed for {called}.)";
        }

        return new(fault.Kind, fault.Operation, fault.Code, text, effectUnknown, fault.RequestId);
    }

    private static string Sentence(CaughtFault fault, string said) => fault.Kind switch
    {
        Throttled => $"AWS asks for fewer calls ({fault.Code}); it is tried again later.",
        Transient => $"{said} ({fault.Code}); it is tried again later.",
        Unreachable => $"{said} Check the network, the region and the endpoint.",
        ExpiredCredentials => $"the credentials have expired ({fault.Code}). Renew them, or let the worker use a role.",
        ClockSkew => $"AWS refuses the time of the request ({fault.Code}). Set this machine's clock right.",
        // What AWS says to a wrong signature quotes the signed headers, and with them the session token.
        NoCredentials when fault.Code == "NoCredentials" => $"{said} Configure credentials, a profile or a role.",
        NoCredentials => $"AWS does not accept the credentials ({fault.Code}). Check the access key, its secret and the region.",
        AccessDenied => $"allow {fault.Operation.IamAction} to the worker's role or user. AWS says: {said} ({fault.Code})",
        _ => $"{said} ({fault.Code})",
    };

    private static string Quote(string? message, IReadOnlyList<string>? secrets)
    {
        var text = message ?? "";

        // Longer ones first, so that a secret that contains another disappears whole.
        foreach (var secret in (secrets ?? []).Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, "****", StringComparison.Ordinal);
        }

        text = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? "AWS gave no words." : text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
    }
}
