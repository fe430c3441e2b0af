namespace UpgradeWorker.Sandbox.Faults;

/// <summary>Which requests a fault hits. <paramref name="Service"/> is a signing name (cloudformation, rds, elasticache, ssm,
/// sts, s3) and <paramref name="Operation"/> such as <c>ExecuteChangeSet</c>; null = any. Calls are counted per rule, from 1,
/// over the requests that it matches: <paramref name="First"/> is the first one hit and <paramref name="Times"/> how many are
/// (<see cref="int.MaxValue"/> = all from there on).</summary>
public sealed record RequestFaultRule(string? Service, string? Operation, RequestFault Fault, int First = 1, int Times = 1);
