using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>Types that only exist: an id in AWS's shape and the attributes that templates ask for.</summary>
internal sealed class GenericHandler(SandboxWorld world, string type) : ResourceHandler(world)
{
    // Types whose physical id is one that the service makes.
    private static readonly Dictionary<string, (string Prefix, string Attribute)> MadeIds = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::SecurityGroup"] = ("sg-", "GroupId"),
        ["AWS::EC2::VPC"] = ("vpc-", "VpcId"),
        ["AWS::EC2::Subnet"] = ("subnet-", "SubnetId"),
        ["AWS::EC2::InternetGateway"] = ("igw-", "InternetGatewayId"),
        ["AWS::EC2::RouteTable"] = ("rtb-", "RouteTableId"),
        ["AWS::EC2::SubnetRouteTableAssociation"] = ("rtbassoc-", "Id"),
        ["AWS::EC2::LaunchTemplate"] = ("lt-", "LaunchTemplateId"),
        ["AWS::EC2::NetworkInterface"] = ("eni-", "Id"),
        ["AWS::EC2::Volume"] = ("vol-", "VolumeId"),
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::SecurityGroup"] = "GroupName",
        ["AWS::IAM::InstanceProfile"] = "InstanceProfileName",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
        ["AWS::RDS::DBSubnetGroup"] = "DBSubnetGroupName",
        ["AWS::ElastiCache::SubnetGroup"] = "CacheSubnetGroupName",
        ["AWS::SNS::Topic"] = "TopicName",
        ["AWS::SQS::Queue"] = "QueueName",
        ["AWS::SSM::Parameter"] = "Name",
        ["AWS::SecretsManager::Secret"] = "Name",
    };

    public override string? NameProperty => Names.GetValueOrDefault(type);

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var name = (NameProperty is { } property ? request.Text(property) : null) ?? MakeName(request);
        var id = Id(name, request);
        if (NameProperty is not null && World.Resources.Find(type, id) is not null)
        {
            throw new ResourceFailure($"{id} already exists");
        }

        var resource = Register(new GenericResource(type, id, (JsonObject)request.Properties.DeepClone(), World.Now), request);
        Describe(resource, name);
        if (type == "AWS::SSM::Parameter")
        {
            World.SsmParameters[name] = request.Text("Value") ?? "";
        }

        return (resource, type == "AWS::IAM::InstanceProfile" ? TimeSpan.FromMinutes(2) : Durations.SmallResource);
    }

    public override void EndUpdate(EmulatedResource resource, JsonObject properties)
    {
        base.EndUpdate(resource, properties);
        if (type == "AWS::SSM::Parameter")
        {
            World.SsmParameters[resource.PhysicalId] = resource.Text("Value") ?? "";
        }

        CopyProperties(resource);
    }

    private string Id(string name, CreationRequest request)
    {
        if (MadeIds.TryGetValue(type, out var made))
        {
            return $"{made.Prefix}{World.Ids.Hex17()}";
        }

        return type switch
        {
            "AWS::SNS::Topic" => World.Arn("sns", name),
            "AWS::SQS::Queue" => $"https://sqs.{World.Options.Region}.amazonaws.com/{World.Options.AccountId}/{name}",
            "AWS::SecretsManager::Secret" => World.Arn("secretsmanager", $"secret:{name}-{World.Ids.Suffix(6)}"),
            "AWS::KMS::Key" => World.Ids.Uuid(),
            "AWS::KMS::Alias" => request.Text("AliasName") ?? name,
            "AWS::Route53::RecordSet" => request.Text("Name") ?? name,
            "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{World.Options.AccountId}:policy/{name}",
            "AWS::RDS::DBSubnetGroup" or "AWS::ElastiCache::SubnetGroup" or "AWS::RDS::DBParameterGroup" or "AWS::ElastiCache::ParameterGroup" =>
                ResourceRegistry.LowerCase(name),
            _ => name,
        };
    }

    private void Describe(EmulatedResource resource, string name)
    {
        var id = resource.PhysicalId;
        resource.Attributes[MadeIds.TryGetValue(type, out var made) ? made.Attribute : "Id"] = id;
        if (type is "AWS::IAM::Role" or "AWS::IAM::InstanceProfile")
        {
            var kind = type == "AWS::IAM::Role" ? "role" : "instance-profile";
            resource.Attributes["Arn"] = $"arn:aws:iam::{World.Options.AccountId}:{kind}/{name}";
            resource.Attributes["RoleId"] = $"AROA{World.Ids.Suffix(17)}";
        }
        else if (type is "AWS::KMS::Key" or "AWS::SQS::Queue" or "AWS::Logs::LogGroup")
        {
            var (service, part) = type switch
            {
                "AWS::KMS::Key" => ("kms", $"key/{id}"),
                "AWS::SQS::Queue" => ("sqs", name),
                _ => ("logs", $"log-group:{name}:*"),
            };
            resource.Attributes["Arn"] = World.Arn(service, part);
        }
        else if (type is "AWS::SNS::Topic")
        {
            resource.Attributes["TopicArn"] = id;
            resource.Attributes["TopicName"] = name;
        }
        else if (type is "AWS::EC2::LaunchTemplate")
        {
            resource.Attributes["LatestVersionNumber"] = resource.Attributes["DefaultVersionNumber"] = "1";
        }

        CopyProperties(resource);
    }

    // Many attributes read back a property of the same name.
    private static void CopyProperties(EmulatedResource resource)
    {
        foreach (var (property, value) in resource.Properties)
        {
            if (value is JsonValue text)
            {
                resource.Attributes[property] = text.ToString();
            }
        }
    }
}
