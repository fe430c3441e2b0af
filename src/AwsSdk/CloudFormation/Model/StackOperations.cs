using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Describes one stack, or every stack of the account and region: the request (API reference: DescribeStacks).</summary>
public class DescribeStacksRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? NextToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Describes one stack, or every stack of the account and region: the answer (API reference: DescribeStacks).</summary>
public class DescribeStacksResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<Stack>? Stacks { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        Stacks = w.List(Stacks);
    }
}

/// <summary>Describes the resources of a stack: the request (API reference: DescribeStackResources).</summary>
public class DescribeStackResourcesRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? LogicalResourceId { get; set; }
    public string? PhysicalResourceId { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogicalResourceId = w.Str(LogicalResourceId);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        StackName = w.Str(StackName);
    }
}

/// <summary>Describes the resources of a stack: the answer (API reference: DescribeStackResources).</summary>
public class DescribeStackResourcesResponse : AmazonWebServiceResponse, IWireShape
{
    public List<StackResource>? StackResources { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        StackResources = w.List(StackResources);
    }
}

/// <summary>Lists the resources of a stack in brief: the request (API reference: ListStackResources).</summary>
public class ListStackResourcesRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? NextToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Lists the resources of a stack in brief: the answer (API reference: ListStackResources).</summary>
public class ListStackResourcesResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<StackResourceSummary>? StackResourceSummaries { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackResourceSummaries = w.List(StackResourceSummaries);
    }
}

/// <summary>Goes on with a rollback that had failed: the request (API reference: ContinueUpdateRollback).</summary>
public class ContinueUpdateRollbackRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ClientRequestToken { get; set; }
    public bool? ForceRollback { get; set; }
    public List<string>? ResourcesToSkip { get; set; }
    public string? RoleARN { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ClientRequestToken = w.Str(ClientRequestToken);
        ForceRollback = w.Bool(ForceRollback);
        ResourcesToSkip = w.Strings(ResourcesToSkip);
        RoleARN = w.Str(RoleARN);
        StackName = w.Str(StackName);
    }
}

/// <summary>Goes on with a rollback that had failed: the answer (API reference: ContinueUpdateRollback).</summary>
public class ContinueUpdateRollbackResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Cancels a running update and rolls it back: the request (API reference: CancelUpdateStack).</summary>
public class CancelUpdateStackRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ClientRequestToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ClientRequestToken = w.Str(ClientRequestToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Cancels a running update and rolls it back: the answer (API reference: CancelUpdateStack).</summary>
public class CancelUpdateStackResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}
