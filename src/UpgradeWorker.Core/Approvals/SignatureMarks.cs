namespace UpgradeWorker.Core.Approvals;

/// <summary>Lines that nobody types for the reply: signatures, device footers, gateway banners and legal notices.</summary>
internal static class SignatureMarks
{
    private static readonly string[] Footers =
    [
        "sent from my ", "sent from outlook", "sent from mail for", "sent from yahoo", "sent from proton", "sent with proton", "sent via ", "get outlook for ",
        "von meinem ", "gesendet von ", "gesendet mit ", "outlook für ", "envoyé de mon ", "envoyé à partir de ", "envoyé depuis ", "télécharger outlook",
        "verstuurd vanaf ", "verzonden vanaf ", "verzonden met ", "outlook voor ", "enviado desde ", "enviado do meu ", "enviado de mi ", "enviado a partir ",
        "obtener outlook", "inviato da ", "inviato dal ", "scarica outlook", "sendt fra min", "sendt fra ", "skickat från ", "hämta outlook", "hent outlook",
        "wysłane z ", "wysłano z ", "pobierz outlook", "lähetetty ", "odesláno z ", "отправлено с", "отправлено из ", "发自我的", "從我的", "iphoneから送信",
        "androidから送信", "ipadから送信", "sent from the ",
    ];

    private static readonly string[] Banners =
    [
        "caution: this email originated", "caution: external", "caution:external", "[external]", "external email", "external sender", "warning: external",
        "warning: this email originated", "this message originated from outside", "this email originated from outside", "you don't often get email from",
        "some people who received this message don't often", "[extern]", "achtung: externe", "externe e-mail", "[ext]",
    ];

    private static readonly string[] NoticeOpenings =
    [
        "this e-mail ", "this email ", "this message ", "this communication ", "this transmission ", "the information ", "the contents of this ", "confidentiality notice", "disclaimer",
        "diese e-mail ", "diese nachricht ", "der inhalt dieser ", "ce message ", "ce courriel ", "cet e-mail ", "este mensaje ", "este correo ",
        "esta mensagem ", "este e-mail ", "questo messaggio ", "questa e-mail ", "dit bericht ", "deze e-mail ", "denne e-mail ", "denne e-post", "detta meddelande ",
        "tämä viesti ", "ta wiadomość ", "tato zpráva ", "please consider the environment", "think before you print", "p please consider",
    ];

    private static readonly string[] NoticeWords =
    [
        "confidential", "privileged", "intended", "vertraulich", "confidentiel", "confidencial", "riservat", "vertrouwelijk", "fortrolig", "konfidentiell",
        "luottamuksel", "poufn", "důvěrn", "environment", "virus", "disclaimer", "recipient", "destinat",
    ];

    /// <summary>Whether the signature begins with this line.</summary>
    public static bool Begins(string line)
    {
        if (line is "--" or "—" or "-- " or "––")
        {
            return true;
        }

        var text = line.TrimStart('*', '_', ' ', '<', '[').ToLowerInvariant();
        return Array.Exists(Footers, footer => text.StartsWith(footer, StringComparison.Ordinal));
    }

    /// <summary>Whether a mail gateway puts this line above foreign mail.</summary>
    public static bool IsBanner(string line, IReadOnlyList<string> configured)
    {
        var text = line.TrimStart('*', '_', ' ', '⚠', '\uFE0F').ToLowerInvariant();
        return Array.Exists(Banners, banner => text.StartsWith(banner, StringComparison.Ordinal))
            || configured.Any(banner => banner.Length > 0 && line.StartsWith(banner, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many lines from here are one paragraph of a legal notice; 0 when they are not. Text after it still counts.</summary>
    public static int NoticeLength(IReadOnlyList<string> lines, int at)
    {
        var first = lines[at].TrimStart('*', '_', ' ').ToLowerInvariant();
        if (!Array.Exists(NoticeOpenings, opening => first.StartsWith(opening, StringComparison.Ordinal)))
        {
            return 0;
        }

        var length = 1;
        while (at + length < lines.Count && lines[at + length].Length > 0 && length < 40)
        {
            length++;
        }

        var whole = string.Join(' ', lines.Skip(at).Take(length)).ToLowerInvariant();
        return whole.Length >= 60 && Array.Exists(NoticeWords, word => whole.Contains(word, StringComparison.Ordinal)) ? length : 0;
    }
}
