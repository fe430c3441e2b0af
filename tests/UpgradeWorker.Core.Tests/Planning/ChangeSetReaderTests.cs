using UpgradeWorker.Core.Planning;
using static UpgradeWorker.Core.Tests.Planning.SomeChangeSet;

namespace UpgradeWorker.Core.Tests.Planning;

public sealed class ChangeSetReaderTests
{
    [Test]
    public void A_new_machine_image_replaces_the_instance_because_of_its_parameter()
    {
        var reading = Read(Modify("Machine", Instance, "True", ByParameter("InstanceAmi", "ImageId", "Always")));

        var change = reading.Changes.Single();
        Assert.That(change.Replacement, Is.EqualTo(Replacement.Yes));
        Assert.That(change.Causes, Is.EqualTo(new[] { "parameter InstanceAmi" }));
        Assert.That(change.Properties, Is.EqualTo(new[] { "ImageId" }));
        Assert.That(reading.Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.Yes));
        Assert.That(reading.Of(ResourceChangeRole.Database), Is.EqualTo(Replacement.No));
        Assert.That(reading.CountsAsInstanceReplacement, Is.True);
        Assert.That(reading.Refusals, Is.Empty);
    }

    [Test]
    public void Each_source_of_a_change_has_its_words()
    {
        var details = new[]
        {
            ("ParameterReference", "Size"), ("ResourceReference", "Net"), ("ResourceAttribute", "Net.Id"),
            ("DirectModification", null), ("Automatic", null), ("NoModification", null),
        }.Select((one, index) => Direct($"P{index}", "Never") with { ChangeSource = one.Item1, CausingEntity = one.Item2 });

        Assert.That(Read(Modify("Machine", Instance, "False", [.. details])).Changes.Single().Causes,
            Is.EqualTo(new[] { "parameter Size", "resource Net", "attribute Net.Id", "direct", "automatic" }));
    }

    [Test]
    public void A_dynamic_detail_without_a_static_one_counts_itself()
    {
        var detail = Direct("SubnetId", "Always") with { Evaluation = "Dynamic", ChangeSource = "ResourceAttribute", CausingEntity = "Net.Id" };

        var reading = Read(Modify("Machine", Instance, replacement: null, detail));

        Assert.That(reading.Changes.Single().Causes, Is.EqualTo(new[] { "attribute Net.Id" }));
        Assert.That(reading.Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.Uncertain), "Always, but the value is not known yet");
    }

    [Test]
    public void An_uncertain_instance_counts_for_the_ledger_and_refuses_nothing()
    {
        var reading = Read(Modify("Machine", Instance, "Conditional", Direct("InstanceType", "Conditionally")));

        Assert.That(reading.Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.Uncertain));
        Assert.That(reading.CountsAsInstanceReplacement, Is.True);
        Assert.That(reading.Refusals, Is.Empty);
    }

    [TestCase(Database, "database")]
    [TestCase("AWS::RDS::DBCluster", "database")]
    [TestCase(Cache, "cache")]
    [TestCase("AWS::ElastiCache::CacheCluster", "cache")]
    public void A_replaced_store_without_a_verified_snapshot_is_refused(string type, string role)
    {
        var change = Modify("Store", type, "True", Direct("KmsKeyId", "Always"));

        var reading = Read(change);
        Assert.That(reading.Reasons(), Is.EqualTo(new[] { "DataLoss" }));
        Assert.That(reading.Refusals.Single().Message, Does.Contain("Store").And.Contain("direct"));
        Assert.That(reading.SnapshotsNeeded.Single().Role.ToString(), Is.EqualTo(role).IgnoreCase);

        Assert.That(Read(change with { PolicyAction = null }).Reasons(), Is.EqualTo(new[] { "DataLoss" }), "without a policy it is deleted");
        Assert.That(Read(new ChangeSetReadingPolicy { VerifiedSnapshots = Set("Other") }, change).Reasons(), Is.EqualTo(new[] { "DataLoss" }));
        Assert.That(Read(new ChangeSetReadingPolicy { VerifiedSnapshots = Set("Store") }, change).Refusals, Is.Empty);
    }

    [TestCase(Database, "DBSnapshotIdentifier")]
    [TestCase("AWS::RDS::DBCluster", "SnapshotIdentifier")]
    [TestCase(Cache, "SnapshotName")]
    public void Another_source_to_restore_from_replaces_whatever_AWS_says_and_nobody_can_deny_it(string type, string property)
    {
        var policy = new ChangeSetReadingPolicy
        {
            Replacements = new Dictionary<string, ReplacementEffect> { [$"Store.{property}"] = ReplacementEffect.InPlace },
        };
        foreach (var (replacement, recreation) in new[] { ("False", "Never"), ("Conditional", "Conditionally"), ("True", "Always") })
        {
            var reading = Read(policy, Modify("Store", type, replacement, Direct(property, recreation)));

            Assert.That(reading.Changes.Single().Replacement, Is.EqualTo(Replacement.Yes));
            Assert.That(reading.Reasons(), Is.EqualTo(new[] { "DataLoss" }));
        }
    }

    [Test]
    public void A_conditional_store_is_refused_until_somebody_says_what_the_property_does()
    {
        var change = Modify("Store", Database, "Conditional", Direct("MultiAZ", "Conditionally"), Direct("Tags", "Never"));
        ChangeSetReadingPolicy Said(ReplacementEffect effect) =>
            new() { Replacements = new Dictionary<string, ReplacementEffect> { ["Store.MultiAZ"] = effect } };

        var open = Read(change);
        Assert.That(open.Changes.Single().Replacement, Is.EqualTo(Replacement.Uncertain));
        Assert.That(open.Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
        Assert.That(open.Refusals.Single().Message, Does.Contain("Store.MultiAZ"));

        var inPlace = Read(Said(ReplacementEffect.InPlace), change);
        Assert.That(inPlace.Refusals, Is.Empty);
        Assert.That(inPlace.SnapshotsNeeded, Is.EqualTo(new[] { (ResourceChangeRole.Database, "Store", false) }), "for safety only");

        var replaces = Read(Said(ReplacementEffect.Replaces), change);
        Assert.That(replaces.Reasons(), Is.EqualTo(new[] { "DataLoss" }));
        Assert.That(replaces.SnapshotsNeeded, Is.EqualTo(new[] { (ResourceChangeRole.Database, "Store", true) }));
    }

    [Test]
    public void Every_open_property_needs_its_own_word()
    {
        var change = Modify("Store", Database, "Conditional", Direct("MultiAZ", "Conditionally"), Direct("EngineVersion", "Conditionally"));
        var policy = new ChangeSetReadingPolicy { Documented = ReplacementTable.Documented };

        var reading = Read(policy, change);

        Assert.That(reading.Changes.Single().Doubts, Is.EqualTo(new[] { "MultiAZ" }));
        Assert.That(reading.Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
    }

    [Test]
    public void What_AWS_does_not_explain_is_uncertain()
    {
        Assert.That(Read(Modify("Store", Database, "Conditional")).Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
        Assert.That(Read(Modify("Store", Database, replacement: null)).Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
        Assert.That(Read(Act("Dynamic", "Store", Database)).Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
        Assert.That(Read(Modify("Store", Database, "False") with { PolicyAction = "ReplaceAndDelete" }).Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
    }

    [Test]
    public void A_removed_resource_with_data_is_refused_unless_it_is_named()
    {
        var change = Act("Remove", "Files", "AWS::S3::Bucket");

        Assert.That(Read(change).Reasons(), Is.EqualTo(new[] { "StatefulRemoval" }));
        Assert.That(Read(Act("Remove", "Store", Database)).Reasons(), Is.EqualTo(new[] { "StatefulRemoval" }));
        Assert.That(Read(new ChangeSetReadingPolicy { AllowRemovalOf = Set("Files") }, change).Refusals, Is.Empty);
        Assert.That(Read(Act("Remove", "Rule", "AWS::Events::Rule")).Refusals, Is.Empty);
    }

    [Test]
    public void A_replaced_bucket_loses_its_files()
    {
        var change = Modify("Files", "AWS::S3::Bucket", "True", Direct("BucketName", "Always"));

        Assert.That(Read(change).Reasons(), Is.EqualTo(new[] { "DataLoss" }));
        Assert.That(Read(change with { PolicyAction = "ReplaceAndRetain" }).Refusals, Is.Empty);
    }

    [Test]
    public void A_nested_stack_that_is_not_opened_may_hide_anything()
    {
        var change = Modify("Data", "AWS::CloudFormation::Stack", "False", Direct("TemplateURL", "Never"));

        Assert.That(Read(change).Reasons(), Is.EqualTo(new[] { "ReplacementUncertain" }));
        Assert.That(Read(new ChangeSetReadingPolicy { OpenedStacks = Set("Data") }, change).Refusals, Is.Empty);
    }

    [TestCase("FAILED", "UNAVAILABLE", "The submitted information didn't contain changes. Submit different information to create a change set.", true)]
    [TestCase("FAILED", "UNAVAILABLE", "No updates are to be performed.", true)]
    [TestCase("FAILED", "UNAVAILABLE", "Parameter said: No updates are to be performed", false)]
    [TestCase("FAILED", "UNAVAILABLE", null, false)]
    public void Only_CloudFormations_words_say_that_nothing_changes(string status, string execution, string? reason, bool nothing)
    {
        var reading = ChangeSetReader.Read(
            new ChangeSetDescription { Status = status, ExecutionStatus = execution, StatusReason = reason }, new ChangeSetReadingPolicy());

        Assert.That(reading.NoChanges, Is.EqualTo(nothing));
        Assert.That(reading.Reasons(), Is.EqualTo(new[] { "NotExecutable" }));
    }

    [Test]
    public void An_empty_list_of_changes_can_be_executed_and_does_not_say_that_nothing_changes()
    {
        Assert.That(Read().NoChanges, Is.False);
        Assert.That(Read().Refusals, Is.Empty);
    }

    [TestCase("CREATE_IN_PROGRESS", "UNAVAILABLE", "still being made")]
    [TestCase("CREATE_COMPLETE", "OBSOLETE", "make a new one")]
    [TestCase("CREATE_COMPLETE", "EXECUTE_COMPLETE", "executed already")]
    [TestCase("CREATE_COMPLETE", null, "Only CREATE_COMPLETE and AVAILABLE")]
    [TestCase(null, null, "no status")]
    public void What_cannot_be_executed_says_why(string? status, string? execution, string words)
    {
        var reading = ChangeSetReader.Read(new ChangeSetDescription { Status = status, ExecutionStatus = execution }, new ChangeSetReadingPolicy());

        Assert.That(reading.Refusals.Single().Reason, Is.EqualTo("NotExecutable"));
        Assert.That(reading.Refusals.Single().Message, Does.Contain(words));
    }

    [Test]
    public void Machines_of_a_scaling_group_count_as_instances()
    {
        const string group = "AWS::AutoScaling::AutoScalingGroup";

        Assert.That(Read(Modify("Template", "AWS::AutoScaling::LaunchConfiguration", "True")).Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.Yes));
        Assert.That(Read(Modify("Group", group, "False", Direct("LaunchTemplate", "Never"))).Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.Uncertain));
        Assert.That(Read(Modify("Group", group, "False", Direct("MaxSize", "Never"))).Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.No));
    }

    [Test]
    public void A_new_instance_asks_for_certificates_too()
    {
        var reading = Read(Act("Add", "Machine", Instance));

        Assert.That(reading.Of(ResourceChangeRole.Instance), Is.EqualTo(Replacement.No));
        Assert.That(reading.NewInstances, Is.EqualTo(new[] { "Machine" }));
    }

    [Test]
    public void Roles_of_the_template_say_which_machine_serves_but_never_hide_a_database()
    {
        var policy = new ChangeSetReadingPolicy { Instances = Set("Machine"), Databases = Set("Special") };

        var reading = Read(policy, Modify("Bastion", Instance, "True"), Modify("Store", Database, "True"), Modify("Special", "Custom::Database", "True"));

        Assert.That(reading.CountsAsInstanceReplacement, Is.False);
        Assert.That(reading.SnapshotsNeeded.Select(one => one.LogicalId), Is.EqualTo(new[] { "Store", "Special" }));
    }

    [Test]
    public void What_opens_access_is_listed()
    {
        var description = Of(
            Act("Add", "AppRole", "AWS::IAM::Role"),
            Modify("Firewall", "AWS::EC2::SecurityGroup", "False", Direct("SecurityGroupIngress", "Never")),
            Modify("Store", Database, "False", Direct("PubliclyAccessible", "Never")),
            Modify("Machine", Instance, "False", Direct("IamInstanceProfile", "Never"), Direct("Monitoring", "Never")),
            Modify("Table", "AWS::EC2::RouteTable", "False", Direct("Tags", "Never"))) with
        { Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"] };

        var reading = ChangeSetReader.Read(description, new ChangeSetReadingPolicy { KnownCapabilities = Set("CAPABILITY_IAM") });

        Assert.That(reading.Security, Is.EqualTo(new[]
        {
            "permissions: AppRole (AWS::IAM::Role) is new",
            "security group: Firewall (AWS::EC2::SecurityGroup) changes in SecurityGroupIngress",
            "public access: Store (AWS::RDS::DBInstance) changes in PubliclyAccessible",
            "permissions: Machine (AWS::EC2::Instance) changes in IamInstanceProfile",
            "capability: the change set may use CAPABILITY_NAMED_IAM",
        }));
    }

    [Test]
    public void The_most_dangerous_come_first()
    {
        var reading = Read(
            Act("Add", "Alarm", "AWS::CloudWatch::Alarm"), Modify("Machine", Instance, "True"), Modify("Store", Database, "Conditional"),
            Modify("Cache", Cache, "True"), Act("Remove", "Files", "AWS::S3::Bucket"));

        Assert.That(reading.MostDangerousFirst.Select(change => change.LogicalId), Is.EqualTo(new[] { "Files", "Cache", "Store", "Machine", "Alarm" }));
    }

    private static HashSet<string> Set(params string[] names) => [.. names];
}
