namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>A service of systemd on one machine.</summary>
internal sealed class SystemdUnit(string name)
{
    private readonly List<string> journal = [];

    /// <summary>With its suffix, such as <c>lorawan-stack.service</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Starts by itself when the machine boots.</summary>
    public bool Enabled { get; set; }

    public bool Active { get; private set; }

    public IReadOnlyList<string> Journal => journal;

    /// <summary>Called each time that it has become active.</summary>
    public Action? Started { get; set; }

    public void Start(DateTimeOffset now)
    {
        if (!Active)
        {
            Active = true;
            Log(now, "Started.");
            Started?.Invoke();
        }
    }

    public void Stop(DateTimeOffset now)
    {
        if (Active)
        {
            Active = false;
            Log(now, "Stopped.");
        }
    }

    public void Log(DateTimeOffset now, string message) =>
        journal.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm:ss} {Name}: {message}"));
}
