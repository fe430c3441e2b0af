namespace UpgradeWorker.Configuration.Reading;

/// <summary>One thing that is wrong in the settings.</summary>
/// <param name="Path">Where, with colons: <c>Stacks:prod:Windows:0:Cron</c>.</param>
/// <param name="Message">What is wrong, with the value unless it may be a secret, and what is accepted.</param>
/// <param name="Source">Where the value came from; null = it is missing.</param>
public sealed record SettingError(string Path, string Message, string? Source)
{
    public override string ToString() => Source is null ? $"{Path}: {Message}" : $"{Path}: {Message} [{Source}]";
}
