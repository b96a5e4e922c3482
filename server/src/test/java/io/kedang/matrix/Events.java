package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/// The live events that somebody hears.
final class Events implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuffer heard = new StringBuffer();

    private Events() {}

    static Events open(Principal who) {
        var events = new Events();
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + who.http().port() + "/api/v1/events"));
        who.http().identity().forEach(request::header);
        try {
            var answer = events.client.send(request.build(), BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.startVirtualThread(() -> events.listen(answer.body()));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void listen(Stream<String> lines) {
        try {
            lines.forEach(line -> heard.append(line).append('\n'));
        } catch (UncheckedIOException e) {
            heard.append(": end");
        }
    }

    /// Waits until this is heard. The first stream of a house may miss what happens before the
    /// house looks for the first time, so it happens again until then.
    void hear(String text, Runnable causing) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> {
                            causing.run();
                            return heard.indexOf(text) >= 0;
                        });
    }

    String text() {
        return heard.toString();
    }

    /// Forgets what was heard so far.
    void forget() {
        heard.setLength(0);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
