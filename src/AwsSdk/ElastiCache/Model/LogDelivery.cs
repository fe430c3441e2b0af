using Amazon.Query;

namespace Amazon.ElastiCache.Model;

/// <summary>Where logs of the nodes go (API reference: LogDeliveryConfiguration).</summary>
public class LogDeliveryConfiguration : IWireShape
{
    public DestinationDetails? DestinationDetails { get; set; }
    public DestinationType? DestinationType { get; set; }
    public LogFormat? LogFormat { get; set; }
    public LogType? LogType { get; set; }
    public string? Message { get; set; }
    public LogDeliveryConfigurationStatus? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DestinationDetails = w.Shape(DestinationDetails);
        DestinationType = w.Str(DestinationType);
        LogFormat = w.Str(LogFormat);
        LogType = w.Str(LogType);
        Message = w.Str(Message);
        Status = w.Str(Status);
    }
}

/// <summary>Where logs of the nodes are about to go (API reference: PendingLogDeliveryConfiguration).</summary>
public class PendingLogDeliveryConfiguration : IWireShape
{
    public DestinationDetails? DestinationDetails { get; set; }
    public DestinationType? DestinationType { get; set; }
    public LogFormat? LogFormat { get; set; }
    public LogType? LogType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DestinationDetails = w.Shape(DestinationDetails);
        DestinationType = w.Str(DestinationType);
        LogFormat = w.Str(LogFormat);
        LogType = w.Str(LogType);
    }
}

/// <summary>A place for logs (API reference: DestinationDetails).</summary>
public class DestinationDetails : IWireShape
{
    public CloudWatchLogsDestinationDetails? CloudWatchLogsDetails { get; set; }
    public KinesisFirehoseDestinationDetails? KinesisFirehoseDetails { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CloudWatchLogsDetails = w.Shape(CloudWatchLogsDetails);
        KinesisFirehoseDetails = w.Shape(KinesisFirehoseDetails);
    }
}

/// <summary>A CloudWatch log group (API reference: CloudWatchLogsDestinationDetails).</summary>
public class CloudWatchLogsDestinationDetails : IWireShape
{
    public string? LogGroup { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogGroup = w.Str(LogGroup);
    }
}

/// <summary>A Firehose stream (API reference: KinesisFirehoseDestinationDetails).</summary>
public class KinesisFirehoseDestinationDetails : IWireShape
{
    public string? DeliveryStream { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DeliveryStream = w.Str(DeliveryStream);
    }
}
