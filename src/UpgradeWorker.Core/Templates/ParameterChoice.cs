namespace UpgradeWorker.Core.Templates;

/// <summary>What a change set is told of one parameter.</summary>
public abstract record ParameterChoice
{
    private ParameterChoice(string key) => Key = key;

    public string Key { get; }

    /// <summary>The stack's own value, by UsePreviousValue and without naming it.</summary>
    public sealed record UsePrevious : ParameterChoice
    {
        public UsePrevious(string key)
            : base(key)
        {
        }
    }

    /// <summary>A value that a person or a run set.</summary>
    public sealed record Value : ParameterChoice
    {
        public Value(string key, string text, bool noEcho)
            : base(key) => (Text, NoEcho) = (text, noEcho);

        public string Text { get; }

        /// <summary>True = the value must not be shown.</summary>
        public bool NoEcho { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Value {{ Key = {Key}, Text = {(NoEcho ? ParameterRules.Masked : Text)} }}";
    }

    /// <summary>Not sent: the stack never had it, so CloudFormation takes the template's default.</summary>
    public sealed record LeftToDefault : ParameterChoice
    {
        public LeftToDefault(string key, string @default)
            : base(key) => Default = @default;

        public string Default { get; }
    }
}
