using Microsoft.Extensions.DependencyInjection;

namespace UpgradeWorker.Configuration;

/// <summary>Hands each slice of the settings singly to those who ask for it.</summary>
public static class SettingsRegistration
{
    public static IServiceCollection AddSettings(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Database)
        .AddSingleton(settings.Aws)
        .AddSingleton(settings.Jobs)
        .AddSingleton(settings.Runs)
        .AddSingleton(settings.Certificates)
        .AddSingleton(settings.CertificateWatch)
        .AddSingleton(settings.Approvals)
        .AddSingleton(settings.Mail)
        .AddSingleton(settings.Summary)
        .AddSingleton(settings.Logging)
        .AddSingleton(settings.Stacks);
}
