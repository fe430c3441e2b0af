using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Returns the events of a stack, newest first: the request (API reference: DescribeStackEvents).</summary>
public class DescribeStackEventsRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? NextToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Returns the events of a stack, newest first: the answer (API reference: DescribeStackEvents).</summary>
public class DescribeStackEventsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<StackEvent>? StackEvents { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackEvents = w.List(StackEvents);
    }
}

/// <summary>Returns the events of a stack, change set or operation, validation errors included: the request (API reference: DescribeEvents).</summary>
public class DescribeEventsRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ChangeSetName { get; set; }
    public EventFilter? Filters { get; set; }
    public string? NextToken { get; set; }
    public string? OperationId { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetName = w.Str(ChangeSetName);
        Filters = w.Shape(Filters);
        NextToken = w.Str(NextToken);
        OperationId = w.Str(OperationId);
        StackName = w.Str(StackName);
    }
}

/// <summary>Returns the events of a stack, change set or operation, validation errors included: the answer (API reference: DescribeEvents).</summary>
public class DescribeEventsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<OperationEvent>? OperationEvents { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        OperationEvents = w.List(OperationEvents);
    }
}
