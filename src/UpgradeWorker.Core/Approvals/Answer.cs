namespace UpgradeWorker.Core.Approvals;

/// <summary>What a received mail gets for an answer. Answers go to an approver's configured address, never to where the mail came from.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>The word under which the answer is remembered; null where nothing is written.</summary>
    public abstract string? Word { get; }

    /// <summary>Nothing is written.</summary>
    public sealed record None : Answer
    {
        /// <inheritdoc/>
        public override string? Word => null;
    }

    /// <summary>Nothing is written, because the sender wrote too often; the summary tells it.</summary>
    public sealed record Silence : Answer
    {
        /// <inheritdoc/>
        public override string Word => "silence";
    }

    /// <summary>About the request that the mail answers: what was read, what is wrong with it, how to answer.</summary>
    /// <param name="To">The approver.</param>
    /// <param name="Told">What to tell.</param>
    /// <param name="Once">Whether the same finding about the same request is told to this approver only once.</param>
    public sealed record AboutRequest(string To, Finding Told, bool Once = false) : Answer
    {
        /// <inheritdoc/>
        public override string Word => Told.Reason is "Status" or "Help" or "Recorded" ? "state" : "help";
    }

    /// <summary>The approver's open requests, because the mail does not tell which one it answers.</summary>
    /// <param name="To">The approver.</param>
    /// <param name="Told">What to tell.</param>
    public sealed record OpenRequests(string To, Finding Told) : Answer
    {
        /// <inheritdoc/>
        public override string Word => "list";
    }

    /// <summary>A mail that claims to be the approver's was not believed.</summary>
    /// <param name="To">The real approver.</param>
    /// <param name="Told">What to tell.</param>
    public sealed record Warning(string To, Finding Told) : Answer
    {
        /// <inheritdoc/>
        public override string Word => "warning";
    }
}
