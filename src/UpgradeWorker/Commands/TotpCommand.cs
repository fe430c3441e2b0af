using System.CommandLine;
using OtpNet;
using QRCoder;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary><c>totp enrol</c> and <c>totp remove</c>: an approver's second factor, for plans that replace databases.</summary>
internal static class TotpCommand
{
    private static readonly Argument<string> Address = new("ADDRESS") { Description = "The approver's mail address, as the settings have it." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Make a new secret although there is one; the old device stops working." };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """One JSON document: {"address":"…","secret":"Base32","uri":"otpauth://…","file":"…"}.""",
    };

    public static Command Create()
    {
        var enrol = new Command(
            "enrol",
            "Give an approver a second factor: prints secret and QR code once, for an authenticator app. The service knows it at once, without a restart. "
            + "Plans that replace databases are then approved with APPROVE and the six digits of the app.") { Address, Replace, Json };
        enrol.SetAction((parsed, cancellationToken) => EnrolAsync(parsed));
        var remove = new Command("remove", "Take an approver's second factor away.") { Address };
        remove.SetAction((parsed, cancellationToken) => RemoveAsync(parsed));
        return new Command("totp", "Second factor of approvers (RFC 6238).") { enrol, remove };
    }

    private static async Task<int> EnrolAsync(ParseResult parsed)
    {
        var settings = SettingsInput.Read(parsed);
        var address = ApproverOf(parsed, settings);
        var store = Store(settings);
        if (settings.Approvals.People.GetValueOrDefault(address)?.Totp is { } reference)
        {
            throw new CommandException($"The settings name {reference} for {address} (Approvals:People:{address}:Totp); change the secret there, or take that setting away.");
        }

        if (store.IsEnrolled(address) && !parsed.GetValue(Replace))
        {
            throw new CommandException($"{address} has a second factor already. With --replace a new one is made, and the old device stops working.");
        }

        var (secret, file) = Write(store, address);
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        var uri = new OtpUri(OtpType.Totp, secret, address, "UpgradeWorker").ToString();
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { address, secret = text, uri, file });
            return ExitCode.Done;
        }

        await output.WriteLineAsync($"Second factor of {address}. Scan this with an authenticator app; it is shown this once only.");
        await output.WriteLineAsync();
        await output.WriteLineAsync(QrCode(uri));
        await output.WriteLineAsync($"Secret, to type instead: {string.Join(' ', text.Chunk(4).Select(part => new string(part)))}");
        await output.WriteLineAsync($"Kept in {file}, readable by this user alone; the service must run as the same user, or be allowed to read it.");
        await output.WriteLineAsync("To approve a plan that replaces a database: APPROVE, a space, and the six digits that the app shows at that moment.");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed)
    {
        var settings = SettingsInput.Read(parsed);
        var address = parsed.GetRequiredValue(Address);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Store(settings).Remove(address)
            ? $"The second factor of {address} is gone."
            : $"{address} had no second factor here.");
        return ExitCode.Done;
    }

    /// <exception cref="CommandException">It cannot be written.</exception>
    private static (byte[] Secret, string File) Write(TotpSecrets store, string address)
    {
        try
        {
            return store.Enrol(address);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The secret cannot be written: {exception.Message}", ExitCode.Failed);
        }
    }

    private static string ApproverOf(ParseResult parsed, Settings settings)
    {
        var address = parsed.GetRequiredValue(Address);
        return settings.Stacks.All.SelectMany(stack => stack.Approvers).FirstOrDefault(known => string.Equals(known, address, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException($"No stack has an approver \"{address}\"; give the address as it stands in Stacks:…:Approvers.");
    }

    private static TotpSecrets Store(Settings settings) => new(
        settings.Approvals,
        new SecretResolver((_, _) => throw new NotSupportedException("Nothing is read from Systems Manager here."), HostGuard.Instance));

    /// <summary>Half blocks, two modules a character: the code stays square and fits eighty columns.</summary>
    private static string QrCode(string uri)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        bool Dark(int row, int column) => row < rows.Count && rows[row][column];
        // Light modules are drawn, white on black where the terminal takes colours, so that the code is right on a light terminal too.
        var coloured = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        var (begin, end) = coloured ? ("\e[97;40m", "\e[0m") : ("", "");
        return string.Join(Environment.NewLine, Enumerable.Range(0, (rows.Count + 1) / 2).Select(pair => begin + string.Concat(
            Enumerable.Range(0, rows[0].Count).Select(column => (Dark(2 * pair, column), Dark(2 * pair + 1, column)) switch
            {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            })) + end));
    }
}
