using System.Collections.Concurrent;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// Folders for stories, used again by the next story: Dapper keeps its compiled mappings by connection string, so that a new path for every
/// story would compile them all anew. They lie in memory where the system offers that, since what is flushed to a disk is no matter here.
/// </summary>
internal static class StoryFolders
{
    private static readonly ConcurrentBag<string> Free = [];

    public static string Take()
    {
        if (!Free.TryTake(out var folder))
        {
            folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"upgradeworker-story-{Guid.NewGuid():N}");
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    public static void Return(string folder)
    {
        Directory.Delete(folder, recursive: true);
        Free.Add(folder);
    }
}
