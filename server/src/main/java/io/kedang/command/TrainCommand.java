package io.kedang.command;

import org.springframework.boot.WebApplicationType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// `kedang train`: starts, answers a few requests, and ends. The launcher lets it run once a build
/// on a folder of its own; the JVM notes meanwhile what it loads, and every later start is shorter
/// by that.
final class TrainCommand implements Command {
    private static final List<String> PATHS = List.of("/", "/api/v1/setup", "/api/v1/session");

    @Override
    public String name() {
        return "train";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        try (var house = House.lock(Settings.of(arguments).alone(), console);
                var client = HttpClient.newHttpClient()) {
            int port = house.announce(house.start(WebApplicationType.SERVLET));
            for (var path : PATHS) {
                var uri = URI.create("http://127.0.0.1:" + port + path);
                client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
