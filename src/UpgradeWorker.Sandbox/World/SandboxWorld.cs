using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.World;

/// <summary>Everything that exists in one emulated account and region. It has no timers: <see cref="Settle"/> carries out
/// what has become due by the clock, and each request begins with it. Members other than <see cref="Settle"/>,
/// <see cref="NextChange"/> and <see cref="Do"/> are to be used under <see cref="Gate"/>.</summary>
public sealed class SandboxWorld
{
    private readonly DueQueue queue = new();
    private readonly List<WorldObserver> observers = [];
    private DateTimeOffset? settling;
    private DateTimeOffset settledUntil;

    public SandboxWorld(TimeProvider clock, SandboxOptions? options = null)
    {
        Clock = clock;
        Options = options ?? new SandboxOptions();
        if (!(Options.Speed > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), Options.Speed, "Speed must be greater than 0.");
        }

        Ids = new IdSource(Options.Seed);
        settledUntil = clock.GetUtcNow();
        Resources = new ResourceRegistry(this);
        Sessions = new Sessions(this);
        Caller = new SandboxCaller(Options.Credentials[0].Arn, SandboxCaller.UserIdOf(Options.Credentials[0]));
    }

    public TimeProvider Clock { get; }

    public SandboxOptions Options { get; }

    /// <summary>The one lock of the world.</summary>
    public Lock Gate { get; } = new();

    public IdSource Ids { get; }

    public ResourceRegistry Resources { get; }

    public FaultPlan Faults { get; } = new();

    public Sessions Sessions { get; }

    /// <summary>Who signed the request that is being answered; before the first one, the first key's user.</summary>
    public SandboxCaller Caller { get; internal set; }

    /// <summary>The values behind SSM-typed stack parameters and GetParameter, by name.</summary>
    public Dictionary<string, string> SsmParameters { get; } = new(StringComparer.Ordinal);

    /// <summary>What AWS Marketplace offers, by product id: the ways in which each product can be had.</summary>
    public Dictionary<string, List<MarketplaceOption>> MarketplaceProducts { get; } = new(StringComparer.Ordinal);

    /// <summary>While something due is carried out, its instant; else the clock's now.</summary>
    public DateTimeOffset Now => settling ?? Clock.GetUtcNow();

    /// <summary>When the next thing will happen by itself; null = nothing will.</summary>
    public DateTimeOffset? NextChange
    {
        get
        {
            lock (Gate)
            {
                return queue.NextInstant();
            }
        }
    }

    /// <summary>Called in this order at each event.</summary>
    public void Observe(WorldObserver observer) => observers.Add(observer);

    /// <summary>Carries out everything that has become due, each at its own instant.</summary>
    public void Settle()
    {
        lock (Gate)
        {
            if (settling is not null)
            {
                return; // An observer asked in the middle of an event: the outer call goes on by itself.
            }

            var now = Clock.GetUtcNow();
            try
            {
                while (queue.TakeDue(now) is { } action)
                {
                    PassTime(action.At);
                    settling = action.At;
                    action.Act();
                }

                PassTime(now);
            }
            finally
            {
                settling = null;
            }
        }
    }

    /// <summary>Settles, then runs <paramref name="act"/> under the lock.</summary>
    public T Do<T>(Func<SandboxWorld, T> act)
    {
        lock (Gate)
        {
            Settle();
            return act(this);
        }
    }

    /// <summary>Lets <paramref name="act"/> happen after an emulated duration, which the speed divides.</summary>
    public DueAction After(TimeSpan duration, Action act) => queue.Add(Now + Scale(duration), act);

    /// <summary>Lets <paramref name="act"/> happen at an instant of the clock, whatever the speed.</summary>
    public DueAction At(DateTimeOffset instant, Action act) => queue.Add(instant, act);

    /// <summary>What is left of an emulated duration at this speed.</summary>
    public TimeSpan Scale(TimeSpan duration) => duration / Options.Speed;

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Options.Region}:{Options.AccountId}:{resource}";

    /// <summary>A person changes a live property outside CloudFormation (null value = takes it away), or with a null
    /// <paramref name="property"/> deletes the resource.</summary>
    public void ChangeByHand(EmulatedResource resource, string? property, JsonNode? value)
    {
        lock (Gate)
        {
            Settle();
            if (property is null)
            {
                resource.Exists = false;
                resource.Status = "deleted";
            }
            else if (value is null)
            {
                resource.Properties.Remove(property);
            }
            else
            {
                resource.Properties[property] = value.DeepClone();
            }
        }
    }

    internal void Tell(Action<WorldObserver> what)
    {
        foreach (var observer in observers)
        {
            what(observer);
        }
    }

    private void PassTime(DateTimeOffset to)
    {
        if (to <= settledUntil)
        {
            return;
        }

        var from = settledUntil;
        settledUntil = to;
        settling = to;
        Tell(o => o.TimePassed(from, to));
    }
}
