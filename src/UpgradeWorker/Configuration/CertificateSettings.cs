namespace UpgradeWorker.Configuration;

/// <summary>What Let's Encrypt allows for one exact set of names, and how careful to be.</summary>
/// <param name="Limit">Issuances allowed in <paramref name="Window"/>; at least 1.</param>
/// <param name="Window">Seven days, unless Let's Encrypt changes its rule.</param>
/// <param name="Mode">How room is counted.</param>
/// <param name="KeepInReserve">Places that an upgrade must leave free; less than <paramref name="Limit"/>.</param>
/// <param name="CostPerReplacement">Issuances that one new instance causes; at least 1.</param>
/// <param name="IssuanceDelay">Issuance is taken to be this long after the creation of the instance, unless a handshake shows it.</param>
public sealed record CertificateSettings(
    int Limit, TimeSpan Window, LedgerMode Mode, int KeepInReserve, int CostPerReplacement, TimeSpan IssuanceDelay);
