package io.kedang.suite;

import io.kedang.kernel.Refusal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Speaks JSON with an office suite, which may be slow, busy, away, or answer a page about its
/// maintenance. What may pass is tried again a few times, after as long as the suite asks for.
final class SuiteHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER = 20L << 20;
    private static final int TRIES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Duration patience;
    private final Consumer<Duration> pause;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param patience how long an answer may take
    /// @param pause waits
    SuiteHttp(Duration patience, Consumer<Duration> pause) {
        this.patience = patience;
        this.pause = pause;
    }

    JsonNode get(String address, Map<String, String> headers) {
        return send(request(address, headers).GET().build());
    }

    JsonNode post(String address, Map<String, ?> body, Map<String, String> headers) {
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return send(
                request(address, headers)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(json)
                        .build());
    }

    /// Waits before the next try.
    ///
    /// @param tried how often it was tried
    void pause(int tried) {
        if (tried >= TRIES) {
            throw new Refusal(SuiteProblem.BUSY);
        }
        pause.accept(Duration.ofSeconds(1L << (tried - 1)));
    }

    private HttpRequest.Builder request(String address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(patience);
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest request) {
        for (int tried = 1; ; tried++) {
            HttpResponse<byte[]> answer;
            try {
                answer =
                        http.send(
                                request,
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new Refusal(SuiteProblem.UNREACHABLE, request.uri().getHost());
                }
                pause(tried);
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal(SuiteProblem.UNREACHABLE, request.uri().getHost());
            }
            if (answer.statusCode() == TOO_MANY || answer.statusCode() >= SERVER_ERROR) {
                if (tried == TRIES) {
                    throw new Refusal(SuiteProblem.BUSY, request.uri().getHost());
                }
                pause.accept(wanted(answer, tried));
                continue;
            }
            return read(request.uri(), answer.body());
        }
    }

    /// As long as the answer asks for; otherwise twice as long each time.
    private static Duration wanted(HttpResponse<byte[]> answer, int tried) {
        var asked =
                answer.headers()
                        .firstValue("Retry-After")
                        .or(() -> answer.headers().firstValue("x-ogw-ratelimit-reset"))
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(Duration.ofSeconds(1L << (tried - 1)));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static JsonNode read(URI address, byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below, without what the answer holds.
        }
        throw new Refusal(SuiteProblem.STRANGE_ANSWER, address.getHost());
    }
}
