using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Begins a comparison of a stack's resources with its template: the request (API reference: DetectStackDrift).</summary>
public class DetectStackDriftRequest : AmazonCloudFormationRequest, IWireShape
{
    public List<string>? LogicalResourceIds { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogicalResourceIds = w.Strings(LogicalResourceIds);
        StackName = w.Str(StackName);
    }
}

/// <summary>Begins a comparison of a stack's resources with its template: the answer (API reference: DetectStackDrift).</summary>
public class DetectStackDriftResponse : AmazonWebServiceResponse, IWireShape
{
    public string? StackDriftDetectionId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        StackDriftDetectionId = w.Str(StackDriftDetectionId);
    }
}

/// <summary>Returns how far a drift detection is: the request (API reference: DescribeStackDriftDetectionStatus).</summary>
public class DescribeStackDriftDetectionStatusRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? StackDriftDetectionId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        StackDriftDetectionId = w.Str(StackDriftDetectionId);
    }
}

/// <summary>Returns how far a drift detection is: the answer (API reference: DescribeStackDriftDetectionStatus).</summary>
public class DescribeStackDriftDetectionStatusResponse : AmazonWebServiceResponse, IWireShape
{
    public StackDriftDetectionStatus? DetectionStatus { get; set; }
    public string? DetectionStatusReason { get; set; }
    public int? DriftedStackResourceCount { get; set; }
    public string? StackDriftDetectionId { get; set; }
    public StackDriftStatus? StackDriftStatus { get; set; }
    public string? StackId { get; set; }
    public DateTime? Timestamp { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DetectionStatus = w.Str(DetectionStatus);
        DetectionStatusReason = w.Str(DetectionStatusReason);
        DriftedStackResourceCount = w.Int(DriftedStackResourceCount);
        StackDriftDetectionId = w.Str(StackDriftDetectionId);
        StackDriftStatus = w.Str(StackDriftStatus);
        StackId = w.Str(StackId);
        Timestamp = w.Time(Timestamp);
    }
}

/// <summary>Returns per resource what the last drift detection found: the request (API reference: DescribeStackResourceDrifts).</summary>
public class DescribeStackResourceDriftsRequest : AmazonCloudFormationRequest, IWireShape
{
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
    public string? StackName { get; set; }
    public List<string>? StackResourceDriftStatusFilters { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        MaxResults = w.Int(MaxResults);
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
        StackResourceDriftStatusFilters = w.Strings(StackResourceDriftStatusFilters);
    }
}

/// <summary>Returns per resource what the last drift detection found: the answer (API reference: DescribeStackResourceDrifts).</summary>
public class DescribeStackResourceDriftsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<StackResourceDrift>? StackResourceDrifts { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackResourceDrifts = w.List(StackResourceDrifts);
    }
}
