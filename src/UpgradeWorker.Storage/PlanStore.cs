using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>An analysis change set on its way: it tells what would happen and is deleted as soon as it was read.</summary>
public sealed record Analysis
{
    public required StackKey Stack { get; init; }

    /// <summary>Hash of everything that the plan rests on.</summary>
    public required string InputsHash { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Next look.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>1 for the first set; each further one has placeholders for the databases that the one before showed as replaced.</summary>
    public required int Round { get; init; }

    /// <summary>Logical ids of databases and caches whose snapshot parameter carries a placeholder.</summary>
    public required IReadOnlyList<string> Restores { get; init; }

    /// <summary>ARN of the set; null until it was asked for.</summary>
    public string? ChangeSetId { get; init; }
}

/// <summary>What planning came to for one stack.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="InputsHash">Hash of everything it rests on; while it stays the same nothing is analysed again.</param>
/// <param name="At">When.</param>
/// <param name="Plan">The plan that may be approved; null when there is nothing to do or something blocks.</param>
/// <param name="Findings">What blocks, or why there is nothing to do.</param>
public sealed record CurrentPlan(
    StackKey Stack, string InputsHash, DateTimeOffset At, PlanFingerprint? Plan, IReadOnlyList<Finding> Findings);

/// <summary>Plans and the analyses that make them. Written by PlanUpgrades.</summary>
public static class PlanStore
{
    /// <summary>The analysis of a stack that is on its way; null when none is.</summary>
    public static async Task<Analysis?> AnalysisAsync(Session session, StackKey stack)
    {
        var content = await session.FirstOrDefaultAsync<string>("SELECT content FROM analysis WHERE stack = @stack", new { stack = stack.Value });
        return content is null ? null : Json.Read<Analysis>(content);
    }

    /// <summary>Saves how the analysis stands.</summary>
    public static Task SaveAnalysisAsync(Session session, Analysis analysis) => session.ExecuteAsync(
        """
        INSERT INTO analysis (stack, inputs_hash, due_at, started_at, phase, content)
        VALUES (@stack, @InputsHash, @DueAt, @StartedAt, @phase, @content)
        ON CONFLICT (stack) DO UPDATE SET inputs_hash = excluded.inputs_hash, due_at = excluded.due_at, started_at = excluded.started_at,
          phase = excluded.phase, content = excluded.content
        """,
        new
        {
            stack = analysis.Stack.Value,
            analysis.InputsHash,
            analysis.DueAt,
            analysis.StartedAt,
            phase = $"round {analysis.Round}",
            content = Json.Write(analysis),
        });

    /// <summary>Forgets the analysis: its change set was deleted.</summary>
    public static Task EndAnalysisAsync(Session session, StackKey stack) =>
        session.ExecuteAsync("DELETE FROM analysis WHERE stack = @stack", new { stack = stack.Value });

    /// <summary>Keeps a plan under its fingerprint, once: the same proposal is the same row.</summary>
    public static Task SavePlanAsync(Session session, Plan plan) => session.ExecuteAsync(
        """
        INSERT INTO plan (fingerprint, stack, created_at, content) VALUES (@fingerprint, @stack, @CreatedAt, @content)
        ON CONFLICT (fingerprint) DO NOTHING
        """,
        new { fingerprint = plan.Fingerprint.Hex, stack = plan.Stack.Value, plan.CreatedAt, content = Json.Write(plan) });

    /// <summary>The plan with this fingerprint; null when unknown.</summary>
    public static async Task<Plan?> PlanAsync(Session session, PlanFingerprint fingerprint)
    {
        var content = await session.FirstOrDefaultAsync<string>(
            "SELECT content FROM plan WHERE fingerprint = @fingerprint", new { fingerprint = fingerprint.Hex });
        return content is null ? null : Json.Read<Plan>(content);
    }

    /// <summary>What planning came to last; null before the first time.</summary>
    public static async Task<CurrentPlan?> CurrentAsync(Session session, StackKey stack)
    {
        var row = await session.FirstOrDefaultAsync<Row>(
            "SELECT inputs_hash AS InputsHash, at AS At, fingerprint AS Fingerprint, findings AS Findings FROM current_plan WHERE stack = @stack",
            new { stack = stack.Value });
        return row is null
            ? null
            : new CurrentPlan(
                stack, row.InputsHash, row.At, row.Fingerprint is null ? null : new PlanFingerprint(row.Fingerprint),
                Json.Read<List<Finding>>(row.Findings));
    }

    /// <summary>Saves what planning came to.</summary>
    public static Task SaveCurrentAsync(Session session, CurrentPlan current) => session.ExecuteAsync(
        """
        INSERT INTO current_plan (stack, inputs_hash, at, fingerprint, findings) VALUES (@stack, @InputsHash, @At, @fingerprint, @findings)
        ON CONFLICT (stack) DO UPDATE SET inputs_hash = excluded.inputs_hash, at = excluded.at, fingerprint = excluded.fingerprint,
          findings = excluded.findings
        """,
        new
        {
            stack = current.Stack.Value,
            current.InputsHash,
            current.At,
            fingerprint = current.Plan?.Hex,
            findings = Json.Write(current.Findings),
        });

    private sealed class Row
    {
        public string InputsHash { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public string? Fingerprint { get; init; }

        public string Findings { get; init; } = "";
    }
}
