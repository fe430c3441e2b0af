namespace UpgradeWorker.Core.Runs;

/// <summary>The steps of a run in story order. What each is for stands in <see cref="RunScript.Steps"/>.</summary>
public enum RunStep
{
    Preflight,
    ReserveCertificates,
    StopService,
    TakeSnapshots,
    ConfirmChangeSet,
    ExecuteChangeSet,
    AwaitStack,
    AwaitRollback,
    AwaitInstance,
    Migrate,
    StartService,
    Verify,
    Settle,
    Report,
}

/// <summary>How a run ends. Null while it goes well and has not ended.</summary>
public enum RunEnding
{
    /// <summary>The stack has the new version and everything was verified.</summary>
    Succeeded,

    /// <summary>AWS undid the update; the old version serves.</summary>
    RolledBack,

    /// <summary>We stopped before acting; the old version serves.</summary>
    Refused,

    /// <summary>A person must decide; the worker touches nothing more.</summary>
    NeedsAttention,

    /// <summary>A person gave the run up.</summary>
    Abandoned,
}
