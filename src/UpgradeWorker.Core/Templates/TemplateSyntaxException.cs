namespace UpgradeWorker.Core.Templates;

/// <summary>Carries a finding out of a parser; <see cref="TemplateReader"/> turns it into a value.</summary>
internal sealed class TemplateSyntaxException(string reason, string message) : Exception(message)
{
    public Finding Finding { get; } = new(reason, message);
}
