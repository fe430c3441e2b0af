using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Inputs;

/// <summary>The maintenance windows of a stack as the settings have them.</summary>
internal static class WindowsOfSettings
{
    // The settings were checked when they were read, so nothing is left out here.
    public static WindowSet ToWindows(this StackSettings stack) => WindowSet.Create(stack.Windows, stack.Freezes).Set;
}
