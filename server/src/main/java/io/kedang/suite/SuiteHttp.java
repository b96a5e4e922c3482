package io.kedang.suite;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.outgoing.ForbiddenAddress;
import io.kedang.kernel.outgoing.OutgoingHttp;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Speaks JSON with an office suite, which may be slow, busy, away, or answer a page about its
/// maintenance. What may pass is tried again a few times, after as long as the suite asks for.
final class SuiteHttp {
    private static final int LONGEST_ANSWER = 20 << 20;
    private static final int TRIES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Consumer<Duration> pause;
    private final OutgoingHttp http;
    private String asked = "";

    /// @param patience how long an answer may take
    /// @param pause waits
    SuiteHttp(Duration patience, Consumer<Duration> pause) {
        this.pause = pause;
        this.http = OutgoingHttp.ofOperator(patience, LONGEST_ANSWER);
    }

    JsonNode get(String address, Map<String, String> headers) {
        return send("GET", URI.create(address), headers, null);
    }

    JsonNode post(String address, Map<String, ?> body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return send("POST", URI.create(address), all, JSON.writeValueAsString(body));
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

    private JsonNode send(
            String method, URI address, Map<String, String> headers, @Nullable String body) {
        asked = address.getHost();
        var each = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> each.put(name, List.of(value)));
        for (int tried = 1; ; tried++) {
            OutgoingHttp.Answer answer;
            try {
                answer = http.send(method, address.toURL(), each, body);
            } catch (ForbiddenAddress e) {
                throw new Refusal(SuiteProblem.UNREACHABLE, address.getHost());
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new Refusal(SuiteProblem.UNREACHABLE, address.getHost());
                }
                pause(tried);
                continue;
            }
            if (answer.status() == TOO_MANY || answer.status() >= SERVER_ERROR) {
                if (tried == TRIES) {
                    throw new Refusal(SuiteProblem.BUSY, address.getHost());
                }
                pause.accept(wanted(answer, tried));
                continue;
            }
            return read(answer.body());
        }
    }

    /// As long as the answer asks for; otherwise twice as long each time.
    private static Duration wanted(OutgoingHttp.Answer answer, int tried) {
        var asked =
                answer.header("Retry-After")
                        .or(() -> answer.header("x-ogw-ratelimit-reset"))
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(Duration.ofSeconds(1L << (tried - 1)));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /// The last answer is not what was agreed.
    Refusal strange() {
        return new Refusal(SuiteProblem.STRANGE_ANSWER, asked);
    }

    private JsonNode read(String body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below, without what the answer holds.
        }
        throw strange();
    }
}
