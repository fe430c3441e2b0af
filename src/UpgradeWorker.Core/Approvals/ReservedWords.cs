namespace UpgradeWorker.Core.Approvals;

/// <summary>Words that decide, and words that put a decision in doubt.</summary>
internal static class ReservedWords
{
    /// <summary>Words that begin a command.</summary>
    public static readonly IReadOnlySet<string> Commands = new HashSet<string>(StringComparer.Ordinal)
    {
        "approve", "approved", "reject", "rejected", "decline", "declined", "deny", "denied", "defer", "postpone", "hold", "stop", "status", "help",
    };

    private static readonly HashSet<string> Doubts = new(StringComparer.Ordinal)
    {
        // English
        "not", "cannot", "dont", "cant", "wont", "doesnt", "isnt", "no", "nope", "wait", "hold", "stop", "but", "unless", "except", "only", "if",
        "when", "after", "before", "until", "instead", "however", "actually", "cancel", "cancelled", "canceled", "reject", "rejected",
        "decline", "declined", "deny", "denied", "defer", "postpone", "disapprove", "abort", "never", "provided", "once",
        // German, Dutch
        "nicht", "nichts", "nein", "kein", "keine", "keinen", "keinesfalls", "aber", "falls", "wenn", "sobald", "erst", "nur", "warten", "warte",
        "niet", "nee", "geen", "maar", "alleen", "tenzij", "mits", "wanneer", "wacht", "wachten",
        // French, Spanish, Portuguese, Italian
        "pas", "non", "mais", "sauf", "seulement", "attendre", "attendez", "attends", "avant", "après", "quand", "pero", "salvo", "solo", "sólo",
        "cuando", "antes", "después", "espera", "espere", "esperar", "não", "nao", "mas", "apenas", "somente", "exceto", "quando", "aguarde",
        "aspetta", "aspettare", "però", "pero'", "soltanto", "prima", "dopo",
        // Nordic
        "ikke", "inte", "nej", "nei", "ej", "inget", "ingen", "endast", "vänta", "vent", "hvis", "dersom", "kun", "ei", "älä", "mutta", "odota", "vain",
        // Slavic, Greek
        "nie", "ale", "jeśli", "jeżeli", "dopiero", "czekaj", "poczekaj", "tylko", "počkej", "počkejte", "pokud", "не", "нет", "но", "если",
        "только", "подожди", "подождите", "после", "όχι", "μην", "αλλά", "αν", "μόνο",
        // Arabic, Hebrew, Turkish
        "لا", "ليس", "لكن", "إذا", "انتظر", "לא", "אבל", "אם", "רק", "חכה", "değil", "hayır", "eğer", "bekle", "bekleyin",
    };

    private static readonly string[] DoubtsWithoutSpaces = ["不", "没", "沒", "别", "別", "但", "如果", "除非", "等", "停", "取消", "ない", "待って", "待っ", "ただし", "もし", "しないで", "まだ"];

    /// <summary>The first word of the line that negates, delays or conditions an approval, or asks something; null when none does.</summary>
    public static string? Doubt(string line)
    {
        foreach (var word in MailText.Words(line))
        {
            // Only ASCII is folded there; these words exist in other alphabets too.
            var small = word.ToLowerInvariant();
            if (Doubts.Contains(small) || small.EndsWith("n't", StringComparison.Ordinal))
            {
                return word;
            }
        }

        var withoutLinks = string.Join(' ', MailText.Fold(line).Split(' ').Where(chunk => !MailText.IsLink(chunk)));
        return withoutLinks.IndexOfAny(['?', '？', '؟']) >= 0 ? "?"
            : Array.Find(DoubtsWithoutSpaces, sign => withoutLinks.Contains(sign, StringComparison.Ordinal));
    }

    /// <summary>The first command word of the line, or null.</summary>
    public static string? Command(string line) => MailText.Words(line).FirstOrDefault(Commands.Contains);
}
