namespace UpgradeWorker.Core.Approvals;

/// <summary>Where the quoted original begins in the text of a reply: attribution lines, separators and header blocks of many clients and
/// languages. Cutting too little is harmless (only the first line decides), cutting too much could hide a "but", so each mark is narrow.</summary>
internal static class QuoteMarks
{
    private const int LongestAttribution = 400;

    private static readonly string[] Verbs =
    [
        "wrote", "writes", "schrieb", "a écrit", "escribió", "escreveu", "ha scritto", "schreef", "geschreven", "skrev", "kirjoitti", "napisał",
        "napisał(a)", "napisała", "napsal", "napsal(a)", "έγραψε", "пишет", "написал", "написал(а)", "написала", "写道", "寫道", "書きました", "كتب", "כתב", "yazdı",
    ];

    private static readonly string[] Intros =
    [
        "on ", "at ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dne ", "dnia ", "στις ", "在", "w dniu ", "på ", "pe ", "in data ", "в ", "في ", "ב",
    ];

    private static readonly string[] Separators =
    [
        "original message", "ursprüngliche nachricht", "urspr. nachricht", "originalnachricht", "message d'origine", "message original", "mensaje original",
        "mensagem original", "messaggio originale", "oorspronkelijk bericht", "oprindelig besked", "oprindelig meddelelse", "opprinnelig melding",
        "originalmeddelande", "ursprungligt meddelande", "alkuperäinen viesti", "wiadomość oryginalna", "původní zpráva", "исходное сообщение", "原始邮件",
        "原始郵件", "元のメッセージ", "forwarded message", "reply message", "original", "الرسالة الأصلية", "הודעה מקורית",
    ];

    private static readonly string[] Labels =
    [
        "from", "sent", "date", "to", "cc", "subject", "reply-to", "importance", "von", "gesendet", "datum", "an", "betreff", "de", "envoyé", "date d'envoi", "à", "objet",
        "enviado", "enviado el", "fecha", "para", "asunto", "enviada em", "enviado em", "data", "assunto", "da", "inviato", "a", "oggetto",
        "van", "verzonden", "aan", "onderwerp", "fra", "sendt", "til", "emne", "från", "skickat", "till", "ämne", "lähettäjä", "lähetetty",
        "vastaanottaja", "aihe", "od", "wysłano", "wysłane", "do", "temat", "odesláno", "komu", "předmět", "od koho", "от", "от кого", "отправлено", "дата",
        "кому", "тема", "από", "προς", "θέμα", "ημερομηνία", "差出人", "送信日時", "宛先", "件名", "发件人", "发送时间", "收件人", "主题", "日期", "寄件者", "寄件日期",
        "收件者", "主旨", "보낸 사람", "보낸 날짜", "받는 사람", "제목", "من", "تاريخ", "إلى", "الموضوع", "מאת", "נשלח", "אל", "נושא", "gönderen", "gönderildi", "kime", "konu",
    ];

    /// <summary>Whether the line begins with the mark of quoted text.</summary>
    public static bool IsPrefixed(string line) => line.TrimStart() is ['>' or '＞', ..];

    /// <summary>Whether the line alone ends the reply: a separator of a client.</summary>
    public static bool IsSeparator(string line)
    {
        var text = line.Trim();
        if (text.Length >= 20 && text.All(c => c == '_'))
        {
            return true;
        }

        if (MailText.Fold(text).TrimEnd(':').TrimEnd() is "begin forwarded message" or "anfang der weitergeleiteten nachricht" or "début du message réexpédié")
        {
            return true;
        }

        if (text.Length < 6 || text[0] is not ('-' or '=' or '—' or '*') || text[1] is not ('-' or '=' or '—' or '*'))
        {
            return false;
        }

        var words = text.Trim('-', '=', '—', '*', ' ', ':').ToLowerInvariant().Replace('’', '\'');
        return Array.IndexOf(Separators, words) >= 0;
    }

    /// <summary>Whether a block of header fields begins here: this line is one, and another of the next four non-blank lines too.</summary>
    public static bool BeginsHeaderBlock(IReadOnlyList<string> lines, int at)
    {
        if (!IsLabelled(lines[at]))
        {
            return false;
        }

        var seen = 0;
        for (int i = at + 1, looked = 0; i < lines.Count && looked < 4; i++)
        {
            if (lines[i].Length > 0)
            {
                looked++;
                seen += IsLabelled(lines[i]) ? 1 : 0;
            }
        }

        return seen > 0;
    }

    /// <summary>How many lines from here are the "On … X wrote:" of the quote; 0 when they are not.</summary>
    public static int AttributionLength(IReadOnlyList<string> lines, int at, IReadOnlyList<string> worker)
    {
        if (lines[at].Length == 0 || ReservedWords.Command(FirstWord(lines[at])) is not null)
        {
            return 0;
        }

        var joined = lines[at];
        var opens = Opens(joined);
        for (var length = 1; ; length++)
        {
            if (joined.Length <= LongestAttribution && IsAttribution(joined, worker))
            {
                return length;
            }

            // Only a line that begins like an attribution may draw the next ones in: a sentence before one must stay visible.
            if (length == 3 || !opens || at + length >= lines.Count || lines[at + length].Length == 0 || IsPrefixed(lines[at + length]))
            {
                return 0;
            }

            joined += " " + lines[at + length];
        }
    }

    private static bool IsAttribution(string joined, IReadOnlyList<string> worker)
    {
        var text = joined.Trim('*', ' ').ToLowerInvariant();
        if (text.StartsWith("----", StringComparison.Ordinal) && text.EndsWith("----", StringComparison.Ordinal) && text.Contains("wrote", StringComparison.Ordinal))
        {
            return true;
        }

        if (text.StartsWith(">>>", StringComparison.Ordinal) && text.EndsWith(">>>", StringComparison.Ordinal))
        {
            return true;
        }

        var end = text.TrimEnd('-', ' ');
        var colon = end.EndsWith(':') || end.EndsWith('：');
        end = end.TrimEnd(':', '：', ' ');
        var verb = Array.Exists(Verbs, word => end.EndsWith(word, StringComparison.Ordinal))
            || (colon && Array.Exists(Verbs, word => text.Contains(word, StringComparison.Ordinal)));
        var dated = text.Count(char.IsDigit) >= 3;
        var names = worker.Any(name => name.Length > 2 && text.Contains(name, StringComparison.OrdinalIgnoreCase));
        var address = text.IndexOf('@') > 0;
        return (verb && (names || address || (dated && Opens(text)))) || (colon && dated && (names || (address && text.Contains('<'))));
    }

    private static bool Opens(string line)
    {
        var text = line.TrimStart('*', ' ').ToLowerInvariant();
        return Array.Exists(Intros, intro => text.StartsWith(intro, StringComparison.Ordinal)) || text.Count(char.IsDigit) >= 3
            || text.StartsWith("----", StringComparison.Ordinal);
    }

    private static bool IsLabelled(string line)
    {
        var text = line.TrimStart('*', ' ');
        var colon = text.IndexOfAny([':', '：']);
        return colon is > 0 and < 25 && Array.IndexOf(Labels, text[..colon].Trim('*', ' ').ToLowerInvariant()) >= 0;
    }

    private static string FirstWord(string line) => line.Split(' ')[0];
}
