namespace UpgradeWorker.Tests.Mail;

/// <summary>Postfix: takes mail from those who log in, hands it to Dovecot, and sends nothing elsewhere.</summary>
internal sealed partial class RealMailServers
{
    private void WritePostfix()
    {
        foreach (var name in new[] { "pf", "q", "d" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        Run("chown", "postfix", Path.Combine(_folder, "d"));
        File.WriteAllText(Path.Combine(_folder, "pf", "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_folder}/q
            data_directory = {_folder}/d
            daemon_directory = /usr/lib/postfix/sbin
            meta_directory = /etc/postfix
            maillog_file = {_folder}/postfix.log
            maillog_file_prefixes = {_folder}
            myhostname = mx.worker.example
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mydestination =
            mynetworks =
            alias_maps =
            virtual_mailbox_domains = worker.example corp.example example.com
            virtual_mailbox_maps = static:ok
            virtual_transport = lmtp:unix:{_folder}/run/lmtp
            recipient_delimiter = +
            default_transport = error:nothing leaves this machine
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = {_folder}/run/sasl
            smtpd_sasl_auth_enable = yes
            smtpd_tls_security_level = encrypt
            smtpd_tls_auth_only = yes
            smtpd_tls_cert_file = {_folder}/cert.pem
            smtpd_tls_key_file = {_folder}/key.pem
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_error_sleep_time = 0
            smtputf8_enable = no
            biff = no

            """);
        File.WriteAllText(Path.Combine(_folder, "pf", "master.cf"), $"""
            127.0.0.1:{_smtp} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            lmtp unix - - n - - lmtp
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            showq unix n - n - - showq
            postlog unix-dgram n - n - 1 postlogd

            """);
    }
}
