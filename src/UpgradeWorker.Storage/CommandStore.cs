using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>What a local operator asked for on the command line.</summary>
public sealed record OperatorCommand
{
    /// <summary>Row number, in order; 0 before it is stored.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operating system's name of the user.</summary>
    public required string UserName { get; init; }

    /// <summary>approve, decline, defer, pause, resume, request, run-retry, run-skip, run-abandon, ledger-add, ledger-correct, step-done.</summary>
    public required string Verb { get; init; }

    /// <summary>Settings key of the stack; null = all, or given by the target.</summary>
    public string? Stack { get; init; }

    /// <summary>Id of the approval request, run or entry concerned; null when the verb needs none.</summary>
    public string? Target { get; init; }

    /// <summary>Further arguments by name.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();
}

/// <summary>Commands of local operators. Written by the command line; each is taken by the stage that owns what it changes.</summary>
public static class CommandStore
{
    private const string Columns =
        "c.id AS Id, c.at AS At, c.user_name AS UserName, c.verb AS Verb, c.stack AS Stack, c.target AS Target, c.content AS Content";

    /// <summary>Appends a command.</summary>
    /// <returns>Its row number.</returns>
    public static Task<long> AppendAsync(Session session, OperatorCommand command) => session.ScalarAsync<long>(
        """
        INSERT INTO operator_command (at, user_name, verb, stack, target, content)
        VALUES (@At, @UserName, @Verb, @Stack, @Target, @content) RETURNING id
        """,
        new { command.At, command.UserName, command.Verb, command.Stack, command.Target, content = Json.Write(command.Arguments) });

    /// <summary>Commands with one of the verbs that SeekApprovals has not taken yet, in order.</summary>
    public static Task<IReadOnlyList<OperatorCommand>> ForApprovalsAsync(Session session) => ListAsync(
        session,
        $"""
        SELECT {Columns} FROM operator_command c WHERE c.verb IN ('approve', 'decline', 'defer')
          AND NOT EXISTS (SELECT 1 FROM command_taken t WHERE t.command_id = c.id) ORDER BY c.id
        """);

    /// <summary>Commands on runs that AdvanceRuns has not taken yet, in order.</summary>
    public static Task<IReadOnlyList<OperatorCommand>> ForRunsAsync(Session session) => ListAsync(
        session,
        $"""
        SELECT {Columns} FROM operator_command c WHERE c.verb IN ('run-retry', 'run-skip', 'run-abandon')
          AND NOT EXISTS (SELECT 1 FROM run_command_taken t WHERE t.command_id = c.id) ORDER BY c.id
        """);

    /// <summary>Commands on the ledger that KeepLedger has not taken yet, in order.</summary>
    public static Task<IReadOnlyList<OperatorCommand>> ForLedgerAsync(Session session) => ListAsync(
        session,
        $"""
        SELECT {Columns} FROM operator_command c WHERE c.verb IN ('ledger-add', 'ledger-correct')
          AND NOT EXISTS (SELECT 1 FROM ledger_command_taken t WHERE t.command_id = c.id) ORDER BY c.id
        """);

    /// <summary>Steps that operators said are done and that AdvanceRuns has not taken yet, in order.</summary>
    public static Task<IReadOnlyList<OperatorCommand>> ForStepsAsync(Session session) => ListAsync(
        session,
        $"""
        SELECT {Columns} FROM operator_command c WHERE c.verb = 'step-done'
          AND NOT EXISTS (SELECT 1 FROM run_command_taken t WHERE t.command_id = c.id) ORDER BY c.id
        """);

    /// <summary>All commands with a verb, in order.</summary>
    public static Task<IReadOnlyList<OperatorCommand>> WithVerbAsync(Session session, string verb) =>
        ListAsync(session, $"SELECT {Columns} FROM operator_command c WHERE c.verb = @verb ORDER BY c.id", new { verb });

    /// <summary>
    /// Whether the stack is paused, and by which command: the newest pause or resume that names the stack or all of them decides.
    /// Null when nothing is paused.
    /// </summary>
    public static async Task<OperatorCommand?> PauseAsync(Session session, StackKey stack)
    {
        var newest = await ListAsync(
            session,
            $"""
            SELECT {Columns} FROM operator_command c WHERE c.verb IN ('pause', 'resume') AND (c.stack IS NULL OR c.stack = @stack)
            ORDER BY c.id DESC LIMIT 1
            """,
            new { stack = stack.Value });
        return newest is [{ Verb: "pause" } pause] ? pause : null;
    }

    private static async Task<IReadOnlyList<OperatorCommand>> ListAsync(Session session, string sql, object? values = null) =>
        [.. (await session.QueryAsync<Row>(sql, values)).Select(row => new OperatorCommand
        {
            Id = row.Id,
            At = row.At,
            UserName = row.UserName,
            Verb = row.Verb,
            Stack = row.Stack,
            Target = row.Target,
            Arguments = Json.Read<Dictionary<string, string>>(row.Content),
        })];

    private sealed class Row
    {
        public long Id { get; init; }

        public DateTimeOffset At { get; init; }

        public string UserName { get; init; } = "";

        public string Verb { get; init; } = "";

        public string? Stack { get; init; }

        public string? Target { get; init; }

        public string Content { get; init; } = "";
    }
}
