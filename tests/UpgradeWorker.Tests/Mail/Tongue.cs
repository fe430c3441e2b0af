namespace UpgradeWorker.Tests.Mail;

/// <summary>The words that mail clients add to a reply in one language, written for these tests.</summary>
/// <param name="Name">ISO code.</param>
/// <param name="Wrote">Attribution as web mailers write it; {0} is the date, {1} the name and address.</param>
/// <param name="WroteShort">Attribution as desktop clients write it.</param>
/// <param name="From">Header label.</param>
/// <param name="Sent">Header label.</param>
/// <param name="To">Header label.</param>
/// <param name="Subject">Header label.</param>
/// <param name="Original">Separator words.</param>
/// <param name="SentFrom">Footer of a phone.</param>
/// <param name="Regards">Closing of a letter.</param>
/// <param name="Date">A date in that language.</param>
internal sealed record Tongue(
    string Name, string Wrote, string WroteShort, string From, string Sent, string To, string Subject, string Original, string SentFrom, string Regards, string Date)
{
    public static readonly IReadOnlyList<Tongue> All =
    [
        new("en", "On {0}, {1} wrote:", "On {0}, {1} wrote:", "From", "Sent", "To", "Subject", "Original Message", "Sent from my iPhone", "Kind regards", "Mon, 2 Mar 2026 at 10:15"),
        new("de", "Am {0} schrieb {1}:", "Am {0} schrieb {1}:", "Von", "Gesendet", "An", "Betreff", "Ursprüngliche Nachricht", "Von meinem iPhone gesendet", "Mit freundlichen Grüßen", "Mo., 2. März 2026 um 10:15 Uhr"),
        new("fr", "Le {0}, {1} a écrit :", "Le {0}, {1} a écrit :", "De", "Envoyé", "À", "Objet", "Message d'origine", "Envoyé de mon iPhone", "Cordialement", "lun. 2 mars 2026 à 10:15"),
        new("es", "El {0}, {1} escribió:", "El {0}, {1} escribió:", "De", "Enviado", "Para", "Asunto", "Mensaje original", "Enviado desde mi iPhone", "Saludos cordiales", "lun, 2 mar 2026 a las 10:15"),
        new("pt", "Em {0}, {1} escreveu:", "Em {0}, {1} escreveu:", "De", "Enviado", "Para", "Assunto", "Mensagem original", "Enviado do meu iPhone", "Atenciosamente", "seg., 2 de mar. de 2026 às 10:15"),
        new("it", "Il giorno {0} {1} ha scritto:", "Il {0}, {1} ha scritto:", "Da", "Inviato", "A", "Oggetto", "Messaggio originale", "Inviato da iPhone", "Cordiali saluti", "lun 2 mar 2026 alle ore 10:15"),
        new("nl", "Op {0} schreef {1}:", "Op {0} schreef {1}:", "Van", "Verzonden", "Aan", "Onderwerp", "Oorspronkelijk bericht", "Verstuurd vanaf mijn iPhone", "Met vriendelijke groet", "ma 2 mrt 2026 om 10:15"),
        new("sv", "Den {0} skrev {1}:", "Den {0} skrev {1}:", "Från", "Skickat", "Till", "Ämne", "Originalmeddelande", "Skickat från min iPhone", "Vänliga hälsningar", "mån 2 mars 2026 kl 10:15"),
        new("pl", "{0} {1} napisał(a):", "W dniu {0}, {1} napisał(a):", "Od", "Wysłano", "Do", "Temat", "Wiadomość oryginalna", "Wysłane z iPhone'a", "Pozdrawiam", "pon., 2 mar 2026 o 10:15"),
        new("ru", "{0}, {1}:", "{0}, {1} пишет:", "От", "Отправлено", "Кому", "Тема", "Исходное сообщение", "Отправлено с iPhone", "С уважением", "пн, 2 мар. 2026 г. в 10:15"),
        new("ja", "{0} {1}:", "{0}、{1} が書きました:", "差出人", "送信日時", "宛先", "件名", "元のメッセージ", "iPhoneから送信", "よろしくお願いします", "2026年3月2日(月) 10:15"),
        new("zh", "{1} 于{0}写道：", "在 {0}，{1} 写道：", "发件人", "发送时间", "收件人", "主题", "原始邮件", "发自我的iPhone", "此致敬礼", "2026年3月2日周一 10:15"),
    ];

    public string AttributionLine => string.Format(null, Wrote, Date, "UpgradeWorker <upgrades@worker.example>");

    public string ShortAttributionLine => string.Format(null, WroteShort, Date, "UpgradeWorker");
}
