using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Begins the update that a change set describes: the request (API reference: ExecuteChangeSet).</summary>
public class ExecuteChangeSetRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ChangeSetName { get; set; }
    public string? ClientRequestToken { get; set; }
    public bool? DisableRollback { get; set; }
    public bool? RetainExceptOnCreate { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetName = w.Str(ChangeSetName);
        ClientRequestToken = w.Str(ClientRequestToken);
        DisableRollback = w.Bool(DisableRollback);
        RetainExceptOnCreate = w.Bool(RetainExceptOnCreate);
        StackName = w.Str(StackName);
    }
}

/// <summary>Begins the update that a change set describes: the answer (API reference: ExecuteChangeSet).</summary>
public class ExecuteChangeSetResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Deletes a change set: the request (API reference: DeleteChangeSet).</summary>
public class DeleteChangeSetRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ChangeSetName { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetName = w.Str(ChangeSetName);
        StackName = w.Str(StackName);
    }
}

/// <summary>Deletes a change set: the answer (API reference: DeleteChangeSet).</summary>
public class DeleteChangeSetResponse : AmazonWebServiceResponse, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Lists the change sets of a stack that are not executed or deleted: the request (API reference: ListChangeSets).</summary>
public class ListChangeSetsRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? NextToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Lists the change sets of a stack that are not executed or deleted: the answer (API reference: ListChangeSets).</summary>
public class ListChangeSetsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? NextToken { get; set; }
    public List<ChangeSetSummary>? Summaries { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NextToken = w.Str(NextToken);
        Summaries = w.List(Summaries);
    }
}
