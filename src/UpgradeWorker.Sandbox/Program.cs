using System.CommandLine;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Serve;

var root = new RootCommand("An emulated AWS account with the vendor's stack in it. Without a verb: the worker upgrades it while you watch.") { ServeCommand.Make(VendorFurnishing.Furnish) };
DemoCommand.AddTo(root);
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    return 2;
}

return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
