using System.Net;
using System.Net.Sockets;
using System.Text;

namespace UpgradeWorker.KillHook;

/// <summary>
/// The line to the test. Each thing told is answered by a byte before the worker goes on; at the point of a death no answer comes, but
/// SIGKILL.
/// </summary>
internal sealed class Teller(int port)
{
    private readonly Lock gate = new();
    private Socket? socket;

    public void Tell(string what)
    {
        lock (gate)
        {
            socket ??= Connect();
            socket.Send(Encoding.UTF8.GetBytes(what.ReplaceLineEndings(" ") + "\n"));
            if (socket.Receive(new byte[1]) == 0)
            {
                throw new InvalidOperationException("The test has gone.");
            }
        }
    }

    private Socket Connect()
    {
        var made = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        made.Connect(IPAddress.Loopback, port);
        return made;
    }
}
