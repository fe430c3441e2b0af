using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Postfix and Dovecot under a private configuration on loopback; no system file is touched and nothing leaves the machine.</summary>
internal sealed partial class RealMailServers : IDisposable
{
    private readonly string _folder;
    private readonly int _imap;
    private readonly int _smtp;
    private readonly string _pin;

    private RealMailServers(string folder, int imap, int smtp, string pin) => (_folder, _imap, _smtp, _pin) = (folder, imap, smtp, pin);

    /// <summary>The servers running, or why they cannot run here.</summary>
    public static (RealMailServers? Servers, string? Missing) Start()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/sbin/dovecot") || !File.Exists("/usr/sbin/postfix"))
        {
            return (null, "Needs Linux, root, and the packages dovecot-imapd, dovecot-lmtpd and postfix.");
        }

        // Unix socket paths must be short.
        var folder = Directory.CreateTempSubdirectory("uw").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var servers = new RealMailServers(folder, FreePort(), FreePort(), WriteCertificate(folder));
        servers.WriteDovecot();
        servers.WritePostfix();
        servers.StartDovecot();
        Run("postfix", "-c", Path.Combine(folder, "pf"), "start");
        servers.Await(servers._smtp);
        return (servers, null);
    }

    public MailServer Imap(string user, string password = "secret") => new("127.0.0.1", _imap, MailProtection.Tls, user, new MailSecret(password))
    {
        PinnedCertificate = _pin,
        Deadline = TimeSpan.FromSeconds(20),
    };

    public MailServer Smtp(string user, string password = "secret") => new("127.0.0.1", _smtp, MailProtection.StartTls, user, new MailSecret(password))
    {
        PinnedCertificate = _pin,
        Deadline = TimeSpan.FromSeconds(20),
    };

    /// <summary>Lets a mailbox take no more mail, or, with null, all of them take it again.</summary>
    public void Fill(string? user)
    {
        StopDovecot();
        WriteUsers(user);
        StartDovecot();
        if (user is null)
        {
            // What waits in the queue is tried now.
            Run("postqueue", "-c", Path.Combine(_folder, "pf"), "-f");
        }
    }

    /// <summary>Ends both servers and starts them anew.</summary>
    public void Restart()
    {
        Run("postfix", "-c", Path.Combine(_folder, "pf"), "stop");
        StopDovecot();
        StartDovecot();
        Run("postfix", "-c", Path.Combine(_folder, "pf"), "start");
        Await(_smtp);
    }

    public void StartDovecot()
    {
        Run("dovecot", "-c", Path.Combine(_folder, "dovecot.conf"));
        Await(_imap);
    }

    public void StopDovecot()
    {
        var pid = Path.Combine(_folder, "run", "master.pid");
        var master = File.Exists(pid) ? "/proc/" + File.ReadAllText(pid).Trim() : null;
        // It only asks the master to end; another one cannot start before that has.
        Run("dovecot", "-c", Path.Combine(_folder, "dovecot.conf"), "stop");
        var deadline = Stopwatch.StartNew();
        while (master is not null && Directory.Exists(master) && deadline.Elapsed < TimeSpan.FromSeconds(20))
        {
            Thread.Yield();
        }
    }

    /// <summary>Ends every session of a user as a restarting server would.</summary>
    public void Kick(string user) => Run("doveadm", "-c", Path.Combine(_folder, "dovecot.conf"), "kick", user);

    /// <summary>Makes the server number all mails of a user anew.</summary>
    public void ForgetNumbers(string user)
    {
        StopDovecot();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "mail", user, "Maildir"), "dovecot*"))
        {
            File.Delete(file);
        }

        StartDovecot();
    }

    public void Dispose()
    {
        Run("postfix", "-c", Path.Combine(_folder, "pf"), "stop");
        StopDovecot();
        try
        {
            Directory.Delete(_folder, true);
        }
        catch (IOException)
        {
            // A daemon may still be writing its last log line; the folder is a temporary one.
        }
    }

    private void WriteUsers(string? full) => File.WriteAllLines(
        Path.Combine(_folder, "users"),
        new[] { "upgrades@worker.example", "jane@corp.example", "worker@example.com", "ops@example.com" }.Select(
            user => $"{user}:{{PLAIN}}secret:5000:5000::{_folder}/mail/{user}::userdb_quota_rule=*:bytes={(user == full ? 1 : 0)}"));

    private void WriteDovecot()
    {
        var run = Directory.CreateDirectory(Path.Combine(_folder, "run")).FullName;
        var mail = Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName;
        Run("chown", "5000:5000", mail);
        WriteUsers(null);
        File.WriteAllText(Path.Combine(_folder, "dovecot.conf"), $$"""
            protocols = imap lmtp
            base_dir = {{run}}
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/dovecot.log
            info_log_path = {{_folder}}/dovecot.log
            default_login_user = dovenull
            default_internal_user = dovecot
            ssl = required
            ssl_cert = <{{_folder}}/cert.pem
            ssl_key = <{{_folder}}/key.pem
            auth_mechanisms = plain login
            auth_failure_delay = 0
            recipient_delimiter = +
            first_valid_uid = 5000
            mail_location = maildir:~/Maildir
            passdb {
              driver = passwd-file
              args = {{_folder}}/users
            }
            userdb {
              driver = passwd-file
              args = {{_folder}}/users
            }
            mail_plugins = quota
            plugin {
              quota = maildir:User quota
            }
            protocol lmtp {
              quota_full_tempfail = yes
            }
            userdb {
              driver = static
              args = uid=5000 gid=5000 home={{mail}}/%u allow_all_users=yes
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                address = 127.0.0.1
                port = {{_imap}}
                ssl = yes
              }
            }
            service lmtp {
              unix_listener lmtp {
                mode = 0666
              }
            }
            service auth {
              unix_listener sasl {
                mode = 0666
              }
            }
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            namespace inbox {
              inbox = yes
            }
            """);
    }

    private static string WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mx.worker.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Convert.ToHexString(SHA256.HashData(certificate.RawData));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Await(int port)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(20))
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Thread.Yield();
            }
        }

        var logs = Directory.GetFiles(_folder, "*.log").Select(file => File.ReadAllText(file));
        throw new InvalidOperationException($"Nothing listens on {port}.\n{string.Join('\n', logs)}");
    }

    private static void Run(string program, params string[] arguments)
    {
        // Daemons keep the streams they inherit, so a pipe would never end: let a shell send theirs away.
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program } };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit(TimeSpan.FromSeconds(30));
    }
}
