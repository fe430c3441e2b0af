using System.Security.Cryptography;
using System.Text;
using OtpNet;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs;

/// <summary>The second factor of one approver as it can be had now.</summary>
/// <param name="IsEnrolled">Whether there is one.</param>
/// <param name="Secret">Its secret (RFC 6238 K); null when there is none, or it cannot be read.</param>
/// <param name="Wrong">Why it cannot be read; null when it can, or there is none.</param>
public sealed record SecondFactor(bool IsEnrolled, byte[]? Secret, Finding? Wrong)
{
    public static SecondFactor None { get; } = new(false, null, null);

    /// <summary>The time step (RFC 6238 T) whose code the digits are, within the steps around an instant; null when they are none.</summary>
    public long? StepOf(string digits, DateTimeOffset at, int steps) =>
        Secret is { } secret && new Totp(secret).VerifyTotp(at.UtcDateTime, digits, out var step, new VerificationWindow(steps, steps)) ? step : null;
}

/// <summary>
/// Where the secrets of approvers' authenticators are: a secret reference in the settings, else a file that only the worker's user may
/// read. Never in the database, whose copies go to many places.
/// </summary>
public sealed class TotpSecrets(ApprovalSettings approvals, SecretResolver secrets)
{
    /// <summary>Least length of a secret in bytes (RFC 4226 section 4, R6).</summary>
    public const int LeastBytes = 16;

    /// <summary>Whether an approver has a second factor.</summary>
    public bool IsEnrolled(string approver) => approvals.People.GetValueOrDefault(approver)?.Totp is not null || File.Exists(PathOf(approver));

    /// <summary>The second factor of an approver.</summary>
    public async Task<SecondFactor> LoadAsync(string approver, CancellationToken cancellationToken)
    {
        var configured = approvals.People.GetValueOrDefault(approver)?.Totp;
        if (configured is null && !File.Exists(PathOf(approver)))
        {
            return SecondFactor.None;
        }

        try
        {
            var text = await secrets.ResolveAsync(configured ?? new SecretReference.File(PathOf(approver)), cancellationToken);
            var bytes = Base32Encoding.ToBytes(text.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
            return bytes.Length >= LeastBytes ? new(true, bytes, null) : Unreadable(approver, $"it is shorter than {LeastBytes} bytes.");
        }
        catch (SecretUnavailableException unavailable)
        {
            return Unreadable(approver, unavailable.Message);
        }
        catch (ArgumentException)
        {
            return Unreadable(approver, "it is no Base32 text.");
        }
    }

    /// <summary>Makes a secret for an approver and keeps it.</summary>
    /// <returns>The secret, and the file that it was written to.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public (byte[] Secret, string File) Enrol(string approver)
    {
        var secret = RandomNumberGenerator.GetBytes(20);
        var path = PathOf(approver);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(approvals.TotpFolder);
        }
        else
        {
            Directory.CreateDirectory(approvals.TotpFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Beside it first, so that a kill leaves the old one or the new one whole.
        using (var stream = new FileStream(path + ".tmp", options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Base32Encoding.ToString(secret).TrimEnd('=') + "\n"));
        }

        File.Move(path + ".tmp", path, overwrite: true);
        return (secret, path);
    }

    /// <summary>Forgets the secret that <see cref="Enrol"/> kept.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string approver)
    {
        var path = PathOf(approver);
        var was = File.Exists(path);
        File.Delete(path);
        return was;
    }

    // Addresses may hold characters that files may not; the beginning lets a person find it.
    private string PathOf(string approver)
    {
        var folded = approver.Trim().ToLowerInvariant();
        var name = string.Concat(folded.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '-' ? c : '_'));
        return Path.Combine(approvals.TotpFolder, $"{name[..Math.Min(name.Length, 60)]}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..12]}");
    }

    private static SecondFactor Unreadable(string approver, string why) => new(true, null, new Finding(
        "SecondFactorUnreadable", $"The secret of {approver}'s authenticator cannot be used: {why} Run \"totp enrol {approver}\" again, or approve on the worker's machine."));
}
