package io.kedang.command;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.kedang.access.signin.OperatorKey;
import io.kedang.database.DataFolder;
import io.kedang.kernel.Refusal;
import io.kedang.transport.ServingTrust;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// The server of a data folder as commands use it: the one that runs, or one that is started for
/// the length of the command on a port of its own. Either way a command says the same things
/// through the same API that the page uses, so that there is one way to do each thing.
final class LocalServer implements AutoCloseable {
    /// In place of a user: whoever works on the server's machine acts as its administrator.
    static final String OPERATOR = "";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 300;
    private static final int TOO_MANY = 429;
    private static final int TRIES = 5;

    /// Limits of the hour or the day are not waited for.
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final String address;
    private final String key;
    private final @Nullable House own;
    private final HttpClient http;

    private LocalServer(Path data, String address, @Nullable House own) {
        this.address = address;
        this.key = OperatorKey.read(data);
        this.own = own;
        http = HttpClient.newBuilder().sslContext(ServingTrust.context(data)).build();
    }

    static LocalServer open(Settings settings, Console console) {
        var running = DataFolder.findServer(settings.data()).filter(server -> server.port() > 0);
        if (running.isPresent()) {
            return new LocalServer(settings.data(), running.get().address(), null);
        }
        var alone = settings.alone();
        var house = House.lock(alone, console);
        try {
            int port = house.announce(house.start(WebApplicationType.SERVLET));
            return new LocalServer(settings.data(), alone.transport().localAddress(port), house);
        } catch (RuntimeException e) {
            house.close();
            throw e;
        }
    }

    /// The answer of the server; a refusal of the server becomes one of the command.
    JsonNode send(String method, String path, String actAs, @Nullable Object body) {
        return send(
                method,
                path,
                actAs,
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)),
                "application/json");
    }

    JsonNode send(
            String method,
            String path,
            String actAs,
            HttpRequest.BodyPublisher body,
            String contentType) {
        var request =
                request(path, actAs)
                        .method(method, body)
                        .header("Content-Type", contentType)
                        .build();
        try {
            var response = patiently(request, BodyHandlers.ofString());
            if (response.statusCode() >= OK) {
                var problem = JSON.readTree(response.body());
                throw new Refusal(CommandProblem.SERVER_REFUSED, sentence(problem));
            }
            return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
        } catch (ConnectException e) {
            throw new Refusal(CommandProblem.SERVER_SILENT, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(CommandProblem.SERVER_SILENT, address);
        }
    }

    /// Writes what the server answers to a file, whole or not at all.
    void download(String path, String actAs, Path into) {
        var unfinished = into.resolveSibling(into.getFileName() + ".unfinished");
        try {
            var response =
                    patiently(
                            request(path, actAs).build(),
                            BodyHandlers.ofFile(unfinished, CREATE, TRUNCATE_EXISTING, WRITE));
            if (response.statusCode() >= OK) {
                var problem = JSON.readTree(Files.readString(unfinished));
                Files.delete(unfinished);
                throw new Refusal(CommandProblem.SERVER_REFUSED, sentence(problem));
            }
            Files.move(unfinished, into, StandardCopyOption.REPLACE_EXISTING);
        } catch (ConnectException e) {
            throw new Refusal(CommandProblem.SERVER_SILENT, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(CommandProblem.SERVER_SILENT, address);
        }
    }

    /// Comes back when a server that is asked too much asks for it, a few times.
    private <T> HttpResponse<T> patiently(HttpRequest request, BodyHandler<T> into)
            throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            var response = http.send(request, into);
            long wait = response.headers().firstValueAsLong("Retry-After").orElse(Long.MAX_VALUE);
            if (response.statusCode() != TOO_MANY
                    || tried == TRIES
                    || wait > LONGEST_WAIT_SECONDS) {
                return response;
            }
            Thread.sleep(Duration.ofSeconds(wait));
        }
    }

    private HttpRequest.Builder request(String path, String actAs) {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                        .header("Authorization", OperatorKey.SCHEME + key)
                        .header("Accept-Language", Console.language());
        return actAs.equals(OPERATOR)
                ? request
                : request.header(
                        OperatorKey.ACT_AS, URLEncoder.encode(actAs, StandardCharsets.UTF_8));
    }

    /// Title, detail and every field of a problem document, in one line.
    private static String sentence(JsonNode problem) {
        var sentence = new StringBuilder(problem.path("detail").asString(""));
        problem.path("errors")
                .forEach(
                        error ->
                                sentence.append(" [")
                                        .append(error.path("field").asString(""))
                                        .append("] ")
                                        .append(error.path("message").asString("")));
        return sentence.toString();
    }

    @Override
    public void close() {
        http.close();
        if (own != null) {
            own.close();
        }
    }
}
