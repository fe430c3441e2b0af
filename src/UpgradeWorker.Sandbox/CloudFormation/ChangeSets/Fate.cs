namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>What a change set does to a resource, as those that refer to it see it.</summary>
internal enum Fate
{
    Kept,
    Modified,
    PerhapsReplaced,
    Replaced,
    New,
}
