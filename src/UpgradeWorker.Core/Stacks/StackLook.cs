namespace UpgradeWorker.Core.Stacks;

/// <summary>What one look at a stack found (DescribeStacks, ListStackResources, GetTemplate).</summary>
public sealed record StackLook
{
    public required StackKey Stack { get; init; }

    public required StackId StackId { get; init; }

    /// <summary>When the look was taken, by the worker's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>CloudFormation's StackStatus, such as <c>UPDATE_COMPLETE</c>.</summary>
    public required string Status { get; init; }

    /// <summary>CloudFormation's words for the status; null when it gave none.</summary>
    public string? StatusReason { get; init; }

    public required IReadOnlyList<StackParameter> Parameters { get; init; }

    public required IReadOnlyList<StackOutput> Outputs { get; init; }

    public required IReadOnlyList<StackResource> Resources { get; init; }

    /// <summary>Capabilities that the stack was last updated with; they must be sent again with each change set.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>The service role that CloudFormation acts with; null = the caller's credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The change set executed last; null if the stack never executed one.</summary>
    public string? ChangeSetId { get; init; }

    /// <summary>
    /// Physical ids of instances that Systems Manager does not know at all: no agent ever reported, or not for long. Null when it could not
    /// be asked.
    /// </summary>
    public IReadOnlyList<string>? Unmanaged { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the template body as GetTemplate (stage Original) returns it.</summary>
    public required string TemplateSha256 { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The value of the output named <paramref name="key"/>; null when the stack has no such output.</summary>
    public string? Output(string key) => Outputs.FirstOrDefault(output => output.Key == key)?.Value;

    /// <summary>The present value of the parameter named <paramref name="key"/>; null when the stack has no such parameter.</summary>
    public string? Parameter(string? key) => Parameters.FirstOrDefault(parameter => parameter.Key == key)?.Value;

    /// <summary>The physical id of the resource with the logical id <paramref name="logicalId"/>; null when absent or not yet created.</summary>
    public string? PhysicalId(string logicalId) => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId)?.PhysicalId;
}

/// <summary>A parameter of a stack as DescribeStacks gives it.</summary>
/// <param name="Key">Parameter key.</param>
/// <param name="Value">Present value; <c>****</c> for NoEcho parameters; the parameter name for SSM-typed ones.</param>
/// <param name="ResolvedValue">What an SSM-typed parameter resolved to; null for others.</param>
public sealed record StackParameter(string Key, string Value, string? ResolvedValue = null);

/// <summary>An output of a stack.</summary>
public sealed record StackOutput(string Key, string Value);

/// <summary>A resource of a stack.</summary>
/// <param name="LogicalId">The name in the template.</param>
/// <param name="ResourceType">Such as <c>AWS::EC2::Instance</c>.</param>
/// <param name="PhysicalId">The id at the service; null before it is created.</param>
/// <param name="Status">CloudFormation's ResourceStatus.</param>
public sealed record StackResource(string LogicalId, string ResourceType, string? PhysicalId, string Status);
