using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Request of DescribeStacks (API reference: DescribeStacks).</summary>
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

/// <summary>Answer of DescribeStacks (API reference: DescribeStacks).</summary>
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

/// <summary>Request of DescribeStackResources (API reference: DescribeStackResources).</summary>
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

/// <summary>Answer of DescribeStackResources (API reference: DescribeStackResources).</summary>
public class DescribeStackResourcesResponse : AmazonWebServiceResponse, IWireShape
{
    public List<StackResource>? StackResources { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        StackResources = w.List(StackResources);
    }
}

/// <summary>Request of ListStackResources (API reference: ListStackResources).</summary>
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

/// <summary>Answer of ListStackResources (API reference: ListStackResources).</summary>
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

/// <summary>Request of ContinueUpdateRollback (API reference: ContinueUpdateRollback).</summary>
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

/// <summary>Answer of ContinueUpdateRollback (API reference: ContinueUpdateRollback).</summary>
public class ContinueUpdateRollbackResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Request of CancelUpdateStack (API reference: CancelUpdateStack).</summary>
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

/// <summary>Answer of CancelUpdateStack (API reference: CancelUpdateStack).</summary>
public class CancelUpdateStackResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}
