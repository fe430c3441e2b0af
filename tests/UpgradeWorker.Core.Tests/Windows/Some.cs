using System.Globalization;

namespace UpgradeWorker.Core.Tests.Windows;

internal static class Some
{
    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
