using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Ssm;

public class BashSubsetTests
{
    private VendorWorld world = null!;
    private Ec2Instance instance = null!;

    [SetUp]
    public void Launch()
    {
        world = new VendorWorld();
        instance = world.Serve();
    }

    [TestCase("echo hello", 0, "hello\n", TestName = "Words are printed")]
    [TestCase("echo 'a  b' \"c  d\" e\\ f", 0, "a  b c  d e f\n", TestName = "Quotes keep blanks")]
    [TestCase("A=1; echo \"$A ${A}\"", 0, "1 1\n", TestName = "Variables are expanded")]
    [TestCase("A=1 # comment\necho '$A'", 0, "$A\n", TestName = "Single quotes expand nothing")]
    [TestCase("false || echo saved", 0, "saved\n", TestName = "Or runs after a failure")]
    [TestCase("true && echo went on", 0, "went on\n", TestName = "And runs after a success")]
    [TestCase("set -e\nfalse\necho never", 1, "", TestName = "A failure ends a script under set -e")]
    [TestCase("false\necho still", 0, "still\n", TestName = "A failure ends nothing without set -e")]
    [TestCase("set -euo pipefail\nif false; then echo a; else echo b; fi", 0, "b\n", TestName = "A failed condition ends nothing")]
    [TestCase("set -e\n! false\necho on", 0, "on\n", TestName = "A negated failure is a success")]
    [TestCase("if false; then echo a; elif true; then echo b; fi", 0, "b\n", TestName = "The first true branch runs")]
    [TestCase("exit 3\necho never", 3, "", TestName = "Exit ends with its code")]
    [TestCase("mkdir -p /a/b && touch /a/b/c && [ -e /a/b/c ] && echo there", 0, "there\n", TestName = "Files can be made and tested")]
    [TestCase("[ ! -e /nowhere ] && echo absent", 0, "absent\n", TestName = "An absent file is absent")]
    [TestCase("cat <<'END'\n$A `b`\nEND", 0, "$A `b`\n", TestName = "A quoted here-document is taken as it stands")]
    [TestCase("echo out > /tmp/x; echo more >> /tmp/x; cat /tmp/x", 0, "out\nmore\n", TestName = "Output can go to a file")]
    [TestCase("cat /missing 2>&1 || true", 0, "cat: cannot open '/missing' for reading: No such file or directory\n", TestName = "Errors can go with the output")]
    [TestCase("/bin/bash -s <<'END'\nset -e\necho in\nexit 4\nEND\n", 4, "in\n", TestName = "A script in a here-document runs in a bash of its own")]
    [TestCase("/bin/bash -s <<'END'\n{\nset -e\nif true; then\n  echo in\nfi\ncat\nexit 4\n} </dev/null\nEND\n", 4, "in\n", TestName = "A group has streams of its own")]
    [TestCase("exec 9>/tmp/lock\nflock -w 5 9\necho locked", 0, "locked\n", TestName = "A lock is taken")]
    public void What_is_in_the_subset_behaves_as_bash_does(string script, int exitCode, string output)
    {
        var ended = world.Run(instance, script);

        Assert.That((ended.ExitCode, ended.Output), Is.EqualTo((exitCode, output)), ended.Errors);
    }

    [TestCase("echo a | cat", "pipe", 2)]
    [TestCase("echo $(date)", "command substitution", 2)]
    [TestCase("echo `date`", "command substitution", 2)]
    [TestCase("for i in 1 2; do echo $i; done", "'for'", 2)]
    [TestCase("sleep 1 &", "background", 2)]
    [TestCase("(echo a)", "subshell", 2)]
    [TestCase("echo ${A:-x}", "operator in the expansion", 2)]
    [TestCase("set -x", "set -x", 2)]
    [TestCase("curl https://example.com", "curl: command not found", 127)]
    [TestCase("systemctl daemon-reload", "systemctl daemon-reload", 2)]
    [TestCase("A='a b'; echo $A", "splitting of $A", 2)]
    [TestCase("echo 'open", "has no end", 2)]
    [TestCase("set -u\necho $NOWHERE", "NOWHERE: unbound variable", 1)]
    public void What_is_outside_the_subset_fails_and_is_named(string script, string named, int exitCode)
    {
        var ended = world.Run(instance, script);

        Assert.Multiple(() =>
        {
            Assert.That(ended.ExitCode, Is.EqualTo(exitCode));
            Assert.That(ended.Errors, Does.Contain(named));
        });
    }

    [Test]
    public void A_script_with_a_construct_outside_the_subset_runs_no_line_of_it()
    {
        world.Run(instance, "touch /tmp/made\necho a | cat");

        Assert.That(world.MachineOf(instance).Disk.Exists("/tmp/made"), Is.False);
    }

    [Test]
    public void A_lock_that_another_script_holds_is_waited_for_and_then_given_up()
    {
        var machine = world.MachineOf(instance);
        machine.TakeLock("/tmp/lock", this);

        var ended = world.Run(instance, "exec 9>/tmp/lock\nflock -w 30 9 || exit 75");

        Assert.Multiple(() =>
        {
            Assert.That(ended.ExitCode, Is.EqualTo(75));
            Assert.That(world.World.Now, Is.EqualTo(VendorWorld.Start.AddSeconds(30)));
        });
    }

    [Test]
    public void A_script_that_has_ended_leaves_its_locks_free()
    {
        world.Run(instance, "exec 9>/tmp/lock\nflock 9");

        Assert.That(world.Run(instance, "exec 9>/tmp/lock\nflock -n 9 && echo mine").Output, Is.EqualTo("mine\n"));
    }

    [Test]
    public void Waiting_for_the_first_boot_lasts_until_it_is_done()
    {
        var fresh = world.Launch("3.35.0", world.AddDatabase(), world.AddRedis());

        var ended = world.Run(fresh, "cloud-init status --wait");

        Assert.Multiple(() =>
        {
            Assert.That(ended.ExitCode, Is.Zero);
            Assert.That(ended.Output, Does.EndWith("status: done\n"));
            Assert.That(world.World.Now, Is.GreaterThanOrEqualTo(VendorWorld.Start.AddMinutes(4)));
        });
    }
}
