// AWS's JavaScript clients against a sandbox that is being served. Prints one JSON object with what they understood of its answers; the test
// that runs this asserts it. The environment names the sandbox: SANDBOX = its ready line, plus the usual AWS_ variables of the clients.
import { readFileSync } from 'node:fs';
import {
  CloudFormationClient, CreateChangeSetCommand, DescribeChangeSetCommand, DescribeEventsCommand, DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand, DescribeStacksCommand, DetectStackDriftCommand, ExecuteChangeSetCommand, ChangeSetNotFoundException,
  AlreadyExistsException, InvalidChangeSetStatusException, ListStackSetsCommand, paginateDescribeStackEvents, paginateListStackResources,
  waitUntilChangeSetCreateComplete, waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import {
  CreateSnapshotCommand, DescribeReplicationGroupsCommand, DescribeSnapshotsCommand, ElastiCacheClient, SnapshotAlreadyExistsFault,
} from '@aws-sdk/client-elasticache';
import {
  CreateDBSnapshotCommand, DBSnapshotAlreadyExistsFault, DescribeDBInstancesCommand, RDSClient, waitUntilDBSnapshotAvailable,
} from '@aws-sdk/client-rds';
import { GetCommandInvocationCommand, InvalidInstanceId, SendCommandCommand, SSMClient, waitUntilCommandExecuted } from '@aws-sdk/client-ssm';

const sandbox = JSON.parse(process.env.SANDBOX);
const settings = { endpoint: sandbox.endpoint, region: sandbox.region, maxAttempts: 1 };
const stacks = new CloudFormationClient(settings);
const databases = new RDSClient(settings);
const caches = new ElastiCacheClient(settings);
const machines = new SSMClient(settings);
const patience = (client) => ({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 });
const StackName = sandbox.stack;
const seen = {};

const refused = async (call) => {
  try {
    await call;
    return { refused: false };
  } catch (error) {
    return { refused: true, error };
  }
};
const told = ({ error }, type) => ({ name: error.name, typed: type ? error instanceof type : null, message: error.message, status: error.$metadata?.httpStatusCode });

// A change set: made, repeated, waited for, read.
const before = (await stacks.send(new DescribeStacksCommand({ StackName }))).Stacks[0];
const proposal = {
  StackName,
  ChangeSetName: 'npm-up',
  ClientToken: 'one',
  TemplateBody: readFileSync(sandbox.templates['3.36.0'], 'utf8'),
  Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
  Parameters: before.Parameters.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
};
const made = await stacks.send(new CreateChangeSetCommand(proposal));
const again = await stacks.send(new CreateChangeSetCommand(proposal));
const clash = await refused(stacks.send(new CreateChangeSetCommand({ ...proposal, ClientToken: 'two' })));
await waitUntilChangeSetCreateComplete(patience(stacks), { ChangeSetName: made.Id });
const set = await stacks.send(new DescribeChangeSetCommand({ ChangeSetName: made.Id, IncludePropertyValues: true }));
const instance = set.Changes.map((c) => c.ResourceChange).find((c) => c.LogicalResourceId === 'Instance');
seen.changeSet = {
  sameId: made.Id === again.Id,
  clash: told(clash, AlreadyExistsException),
  status: set.Status,
  executionStatus: set.ExecutionStatus,
  createdIsDate: set.CreationTime instanceof Date,
  password: set.Parameters.find((p) => p.ParameterKey === 'DatabasePassword').ParameterValue,
  replaced: instance.Replacement,
  policyAction: instance.PolicyAction,
  scope: instance.Scope,
  image: instance.Details.find((d) => d.Target.Name === 'ImageId').Target,
  contexts: [JSON.parse(instance.BeforeContext).Properties.ImageId, JSON.parse(instance.AfterContext).Properties.ImageId],
};

// Executed, waited for, followed by its token.
await stacks.send(new ExecuteChangeSetCommand({ ChangeSetName: made.Id, ClientRequestToken: 'npm-run-1' }));
const twice = await refused(stacks.send(new ExecuteChangeSetCommand({ ChangeSetName: made.Id, ClientRequestToken: 'npm-run-1' })));
const waited = await waitUntilStackUpdateComplete(patience(stacks), { StackName });
const events = [];
for await (const page of paginateDescribeStackEvents({ client: stacks }, { StackName: made.StackId })) {
  events.push(...page.StackEvents);
}
const ours = events.filter((e) => e.ClientRequestToken === 'npm-run-1').reverse();
const resources = [];
for await (const page of paginateListStackResources({ client: stacks }, { StackName })) {
  resources.push(...page.StackResourceSummaries);
}
const after = (await stacks.send(new DescribeStacksCommand({ StackName }))).Stacks[0];
const machine = resources.find((r) => r.LogicalResourceId === 'Instance').PhysicalResourceId;
const operationEvents = (await stacks.send(new DescribeEventsCommand({ StackName }))).OperationEvents;
seen.execution = {
  twice: told(twice, InvalidChangeSetStatusException),
  waited: waited.state,
  instance: ours.filter((e) => e.LogicalResourceId === 'Instance').map((e) => [e.ResourceStatus, e.PhysicalResourceId === machine, e.ResourceStatusReason ?? '']),
  timesAreDates: ours.every((e) => e.Timestamp instanceof Date),
  operations: new Set(ours.map((e) => e.OperationId)).size,
  changeSetId: after.ChangeSetId === made.Id,
  disableRollback: after.DisableRollback,
  version: after.Outputs.find((o) => o.OutputKey === 'VersionTag').OutputValue,
  lastOperation: after.LastOperations[0].OperationType,
  operationStatus: operationEvents[0].OperationStatus,
};

// Drift: nothing has drifted but what the test has changed by hand before this began.
const { StackDriftDetectionId } = await stacks.send(new DetectStackDriftCommand({ StackName }));
let detection;
do {
  detection = await stacks.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }));
  await new Promise((resolve) => setTimeout(resolve, 100));
} while (detection.DetectionStatus === 'DETECTION_IN_PROGRESS');
const drifts = await stacks.send(new DescribeStackResourceDriftsCommand({ StackName, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'] }));
seen.drift = {
  status: detection.StackDriftStatus,
  count: detection.DriftedStackResourceCount,
  rows: drifts.StackResourceDrifts.map((d) => [d.LogicalResourceId, d.StackResourceDriftStatus, d.PropertyDifferences]),
};

// Snapshots of both databases.
const database = (await databases.send(new DescribeDBInstancesCommand({}))).DBInstances[0];
const wanted = { DBInstanceIdentifier: database.DBInstanceIdentifier, DBSnapshotIdentifier: 'npm-night', Tags: [{ Key: 'run', Value: 'r1' }] };
const { DBSnapshot } = await databases.send(new CreateDBSnapshotCommand(wanted));
const taken = await refused(databases.send(new CreateDBSnapshotCommand(wanted)));
const available = await waitUntilDBSnapshotAvailable(patience(databases), { DBSnapshotIdentifier: 'npm-night' });
const group = (await caches.send(new DescribeReplicationGroupsCommand({}))).ReplicationGroups[0];
const backup = { CacheClusterId: group.MemberClusters.at(-1), SnapshotName: 'npm-night' };
const begun = (await caches.send(new CreateSnapshotCommand(backup))).Snapshot;
const second = await refused(caches.send(new CreateSnapshotCommand(backup)));
const found = (await caches.send(new DescribeSnapshotsCommand({ SnapshotName: 'npm-night' }))).Snapshots[0];
seen.snapshots = {
  sameDatabase: DBSnapshot.DbiResourceId === database.DbiResourceId,
  tag: DBSnapshot.TagList[0].Value,
  arn: DBSnapshot.DBSnapshotArn,
  taken: told(taken, DBSnapshotAlreadyExistsFault),
  available: available.state,
  backup: begun.SnapshotStatus,
  again: told(second, SnapshotAlreadyExistsFault),
  node: found.CacheClusterId === backup.CacheClusterId,
};

// A command on the instance, and one on an instance that nobody manages.
const script = (id, ...commands) => new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: [id], Comment: 'npm', Parameters: { commands } });
const { Command } = await machines.send(script(machine, 'echo out', 'exit 3'));
const invocation = { CommandId: Command.CommandId, InstanceId: machine };
const executed = await refused(waitUntilCommandExecuted(patience(machines), invocation));
const answer = await machines.send(new GetCommandInvocationCommand(invocation));
seen.command = {
  waited: executed.refused,
  status: answer.Status,
  code: answer.ResponseCode,
  output: answer.StandardOutputContent,
  requestedIsDate: Command.RequestedDateTime instanceof Date,
  unmanaged: told(await refused(machines.send(script('i-0123456789abcdef0', 'true'))), InvalidInstanceId),
};

seen.errors = {
  noStack: told(await refused(stacks.send(new DescribeStacksCommand({ StackName: 'nobody' })))),
  noSet: told(await refused(stacks.send(new DescribeChangeSetCommand({ StackName, ChangeSetName: 'none' }))), ChangeSetNotFoundException),
  unknownAction: told(await refused(stacks.send(new ListStackSetsCommand({})))),
};
process.stdout.write(JSON.stringify(seen));
