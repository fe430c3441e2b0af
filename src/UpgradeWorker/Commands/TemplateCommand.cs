using System.CommandLine;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Commands;

/// <summary><c>template</c>: what a template says of itself, and how it differs from another. Needs no settings and touches nothing.</summary>
internal static class TemplateCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "A CloudFormation template, JSON or YAML" };
    private static readonly Option<string> Against = new("--against") { Description = "The template that runs; prints how the parameters differ", HelpName = "FILE" };
    private static readonly Option<string> Values = new("--values") { Description = "The stack's present values, a JSON object; judged against FILE", HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document" };

    public static Command Create()
    {
        var command = new Command("template", "Print a template's version, parameters and roles, and how it differs from another") { File, Against, Values, Json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Values) is not null && result.GetValue(Against) is null)
            {
                result.AddError("--values goes with --against.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var error = parsed.InvocationConfiguration.Error;
        var template = await TemplateInput.ReadAsync(parsed.GetRequiredValue(File), cancellation);
        var old = parsed.GetValue(Against) is { } against ? await TemplateInput.ReadAsync(against, cancellation) : null;
        var values = parsed.GetValue(Values) is { } file ? await TemplateInput.ReadValuesAsync(file, cancellation) : null;
        var roles = Roles(template, error);
        var difference = old is null ? null : TemplateDifference.Between(old, template, values, Roles(old, error));
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, TemplateDocument.Of(template, roles, difference));
        }
        else
        {
            TemplateDocument.Print(new Paper(output), template, roles, difference);
        }

        return ExitCode.Done;
    }

    private static TemplateRoles Roles(Template template, TextWriter error)
    {
        var reading = RoleFinder.Find(template, ConfiguredRoles.None, VendorProfile.TheThingsStack);
        foreach (var finding in reading.Findings)
        {
            error.WriteLine(finding);
        }

        return reading.Roles;
    }
}
