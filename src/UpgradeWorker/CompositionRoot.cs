using Microsoft.Extensions.DependencyInjection;
using UpgradeWorker.Configuration;

namespace UpgradeWorker;

/// <summary>Everything the worker is made of, in the order of the conveyor.</summary>
internal static class CompositionRoot
{
    public static void Register(IServiceCollection services, Settings settings) => services
        .AddSingleton(TimeProvider.System);
}
