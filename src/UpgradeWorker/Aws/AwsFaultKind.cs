namespace UpgradeWorker.Aws;

/// <summary>What an AWS fault means for the caller. <see cref="AwsFaults"/> says which error code is which.</summary>
public enum AwsFaultKind
{
    /// <summary>Asked too often: nothing happened; the same call works later.</summary>
    Throttled,

    /// <summary>The service failed or the answer was lost; the same call may work later.</summary>
    Transient,

    /// <summary>No connection could be made, so nothing was sent.</summary>
    Unreachable,

    /// <summary>Temporary credentials ran out; fresh ones may work.</summary>
    ExpiredCredentials,

    /// <summary>AWS refuses the signature's time: this machine's clock is wrong by minutes.</summary>
    ClockSkew,

    /// <summary>No credentials were found, or AWS does not know them.</summary>
    NoCredentials,

    /// <summary>The credentials are good but may not do this; a person has to allow it.</summary>
    AccessDenied,

    /// <summary>What the call is about does not exist.</summary>
    Gone,

    /// <summary>What the call is about is not in a status that allows it, or exists already.</summary>
    Conflict,

    /// <summary>A quota of the account is used up.</summary>
    Quota,

    /// <summary>AWS does not accept the request as it stands; sending it again changes nothing.</summary>
    Validation,
}
