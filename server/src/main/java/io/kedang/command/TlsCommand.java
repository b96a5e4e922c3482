package io.kedang.command;

import io.kedang.database.DataFolder;

import java.time.InstantSource;
import java.util.Optional;
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
                        served -> {
                            var address =
                                    DataFolder.findServer(settings.data())
                                            .filter(server -> server.port() > 0)
                                            .map(
                                                    server ->
                                                            transport.address(
                                                                    server.port(),
                                                                    Optional.of(served)))
                                            .orElse(
                                                    "https://"
                                                            + Console.text("command.tls.address"));
                            CertificateReport.all(transport, served, address, console);
                        },
                        () -> console.print(Console.text("command.tls.not-yet")));
        return 0;
    }
}
