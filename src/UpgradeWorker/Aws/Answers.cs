using System.Runtime.CompilerServices;

namespace UpgradeWorker.Aws;

/// <summary>Reads AWS's answers: what the API promises to be there, and the SDK's instants as ours.</summary>
internal static class Answers
{
    /// <summary>A member that AWS always gives. Its absence means that the answer is not what we take it for, so nothing is guessed.</summary>
    public static T Given<T>(T? member, [CallerArgumentExpression(nameof(member))] string name = "")
        where T : class =>
        member ?? throw new InvalidOperationException($"AWS's answer lacks {name}.");

    /// <summary>The text; null when it is absent or empty.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static DateTimeOffset Utc(this DateTime time) =>
        new(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime());

    public static DateTimeOffset? Utc(this DateTime? time) => time is { } given ? given.Utc() : null;
}
