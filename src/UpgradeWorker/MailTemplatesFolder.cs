using UpgradeWorker.Core.Mails;

namespace UpgradeWorker;

/// <summary>Reads the mail templates that a folder replaces.</summary>
internal static class MailTemplatesFolder
{
    /// <summary>The built-in templates, with those of the folder in their place.</summary>
    /// <param name="path">Absolute path; null = the built-in ones alone.</param>
    /// <exception cref="CommandException">The folder cannot be read, or a file in it is no template.</exception>
    public static MailTemplates Read(string? path)
    {
        if (path is null)
        {
            return MailTemplates.BuiltIn;
        }

        try
        {
            var replaced = Directory.EnumerateFiles(path, "*.hbs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
            var (templates, problems) = MailTemplates.With(replaced);
            return problems.Count == 0
                ? templates
                : throw new CommandException($"Mail:TemplatesFolder: {string.Join(" ", problems.Select(problem => problem.Message))}", ExitCode.Settings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"Mail:TemplatesFolder: {path} cannot be read: {exception.Message}", ExitCode.Settings);
        }
    }
}
