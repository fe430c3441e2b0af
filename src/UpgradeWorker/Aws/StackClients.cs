namespace UpgradeWorker.Aws;

/// <summary>The gateways of one connection. Thread-safe; ends with the <see cref="AwsClientFactory"/> that made it.</summary>
public sealed class StackClients
{
    internal StackClients(AwsClients clients)
    {
        Connection = clients.Connection;
        Stacks = new(clients);
        ChangeSets = new(clients);
        Drift = new(clients);
        Databases = new(clients);
        Caches = new(clients);
        Instances = new(clients);
        Identity = new(clients);
        Secrets = new(clients);
        TemplateUploads = new(clients);
        TemplateObjects = new(clients);
        Marketplace = new(clients);
    }

    public StackConnection Connection { get; }

    public StackGateway Stacks { get; }

    public ChangeSetGateway ChangeSets { get; }

    public DriftGateway Drift { get; }

    public DatabaseGateway Databases { get; }

    public CacheGateway Caches { get; }

    public InstanceGateway Instances { get; }

    public IdentityGateway Identity { get; }

    public SecretParameterGateway Secrets { get; }

    public TemplateUploads TemplateUploads { get; }

    public TemplateObjects TemplateObjects { get; }

    public MarketplaceGateway Marketplace { get; }
}
