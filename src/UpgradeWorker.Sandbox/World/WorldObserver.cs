namespace UpgradeWorker.Sandbox.World;

/// <summary>What hangs on the emulated account: the vendor's software on the instances, its database rows, its agent.
/// Called under the world's lock, in the order in which the observers were added; <see cref="SandboxWorld.Now"/> is the
/// instant at which the thing happened.</summary>
public abstract class WorldObserver
{
    /// <summary>Nothing happened in the account from <paramref name="from"/> to <paramref name="to"/>; what goes on by
    /// itself meanwhile (an application that writes rows) happens here.</summary>
    public virtual void TimePassed(DateTimeOffset from, DateTimeOffset to) { }

    /// <summary>The instance exists and boots for the first time (state pending).</summary>
    public virtual void InstanceLaunched(Ec2Instance instance) { }

    /// <summary>The instance has reached running, at the first boot or after a stop.</summary>
    public virtual void InstanceRunning(Ec2Instance instance) { }

    /// <summary>The instance begins to stop; its disk stays.</summary>
    public virtual void InstanceStopped(Ec2Instance instance) { }

    /// <summary>The instance begins to shut down for ever; its disk is lost.</summary>
    public virtual void InstanceTerminated(Ec2Instance instance) { }

    /// <summary>The address leads to another instance now, or to none.</summary>
    public virtual void EipAssociated(ElasticIp address, Ec2Instance? instance) { }

    /// <summary>The database takes connections; empty unless <see cref="DbInstance.RestoredFrom"/> says otherwise.</summary>
    public virtual void DatabaseCreated(DbInstance database) { }

    public virtual void DatabaseDeleted(DbInstance database) { }

    public virtual void CacheCreated(ReplicationGroup cache) { }

    public virtual void CacheDeleted(ReplicationGroup cache) { }

    /// <summary>The snapshot began: its rows are those of this instant.</summary>
    public virtual void DatabaseSnapshotStarted(DbSnapshot snapshot) { }

    public virtual void CacheSnapshotStarted(CacheSnapshot snapshot) { }

    /// <summary>A stack has come to rest in a state such as UPDATE_COMPLETE or UPDATE_ROLLBACK_COMPLETE.</summary>
    public virtual void StackSettled(string stackId, string status) { }
}
