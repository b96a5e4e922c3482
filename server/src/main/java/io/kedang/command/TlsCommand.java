package io.kedang.command;

import io.kedang.database.DataFolder;
import io.kedang.transport.ServerCertificate;

import java.time.InstantSource;
import java.util.Set;

/// `kedang tls`: checks the certificate that the settings name, shows what it is, and how devices
/// come to trust it.
final class TlsCommand implements Command {
    @Override
    public String name() {
        return "tls";
    }

    @Override
    public Set<String> options() {
        return Set.of("tls=", "tls-key=", "host=");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var settings = Settings.of(arguments);
        var transport = settings.transport();
        if (!transport.encrypted()) {
            console.print(Console.text("command.tls.off"));
            return 0;
        }
        transport
                .certificate(InstantSource.system())
                .ifPresentOrElse(
                        served ->
                                CertificateReport.all(
                                        transport, served, address(settings, served), console),
                        () -> console.print(Console.text("command.tls.not-yet")));
        return 0;
    }

    /// By a name of the certificate: this command may not know on what the server listens.
    private static String address(Settings settings, ServerCertificate served) {
        var name = served.names().stream().filter(each -> !each.matches("\\*.*|.*:.*")).findFirst();
        var port =
                DataFolder.findServer(settings.data())
                        .map(DataFolder.Server::port)
                        .filter(each -> each > 0);
        return name.isPresent() && port.isPresent()
                ? "https://%s:%d".formatted(name.get(), port.get())
                : "https://" + Console.text("command.tls.address");
    }
}
