package io.kedang.command;

import io.kedang.kernel.Refusal;
import io.kedang.operation.Setup;
import io.kedang.operation.SetupCode;
import io.kedang.transport.ServedCertificate;

import org.springframework.boot.WebApplicationType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// `kedang run`: serves until it is told to end.
final class RunCommand implements Command {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public Set<String> options() {
        return Set.of(
                "port=", "listen=", "tls=", "tls-key=", "host=", "http-port=", "proxy=", "demo");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var settings = Settings.of(arguments);
        var transport = settings.transport();
        var house = House.lock(settings, console);
        try (house) {
            boolean isNew = transport.isOwn() && transport.authority().isEmpty();
            transport.check(InstantSource.system());
            requireFreePorts(settings);
            var context = house.start(WebApplicationType.SERVLET);
            int port = house.announce(context);
            var up = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
            var certificate = context.getBean(ServedCertificate.class).current();
            var address = transport.address(port, certificate);
            console.say(Console.text("command.run.ready", address, "%.1f".formatted(up)));
            if (context.getBean(Setup.class).isNeeded()) {
                var code = context.getBean(SetupCode.class).text();
                console.say(Console.text("command.run.setup-code", code));
            }
            certificate.ifPresent(
                    served -> CertificateReport.news(transport, served, address, isNew, console));
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (RuntimeException e) {
            if (house.isToldToEnd()) {
                return 0;
            }
            throw e;
        }
    }

    /// Before anything is started: the reason is then one sentence instead of a half-started
    /// server.
    private static void requireFreePorts(Settings settings) {
        var listen = settings.get("listen");
        try (var ignored = bind(listen, settings.number("port"))) {
            if (settings.isSet("http-port")) {
                bind(listen, settings.number("http-port")).close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSocket bind(String listen, int port) {
        try {
            var probe = new ServerSocket();
            try {
                probe.bind(new InetSocketAddress(InetAddress.getByName(listen), port));
                return probe;
            } catch (IOException | IllegalArgumentException e) {
                probe.close();
                throw new Refusal(
                        CommandProblem.PORT_TAKEN,
                        listen,
                        Integer.toString(port),
                        String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
