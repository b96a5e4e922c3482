package io.kedang.command;

import io.kedang.kernel.Refusal;

import org.springframework.boot.WebApplicationType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
        return Set.of("port=", "listen=", "demo");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var settings = Settings.of(arguments);
        var house = House.lock(settings, console);
        try (house) {
            requireFreePort(settings.get("listen"), settings.number("port"));
            var context = house.start(WebApplicationType.SERVLET);
            int port = house.announce(context);
            var up = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
            console.say(
                    Console.text(
                            "command.run.ready",
                            "http://%s:%d".formatted(host(settings.get("listen")), port),
                            "%.1f".formatted(up)));
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
    static void requireFreePort(String listen, int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(listen), port));
        } catch (IOException e) {
            throw new Refusal(
                    CommandProblem.PORT_TAKEN,
                    listen,
                    Integer.toString(port),
                    String.valueOf(e.getMessage()));
        }
    }

    /// An address by which a browser on this machine finds the server.
    private static String host(String listen) {
        if (listen.equals("0.0.0.0") || listen.equals("::")) {
            return "localhost";
        }
        return listen.contains(":") ? "[" + listen + "]" : listen;
    }
}
