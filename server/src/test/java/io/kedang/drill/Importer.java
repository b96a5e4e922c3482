package io.kedang.drill;

import io.kedang.lab.Api;
import io.kedang.lab.Api.Answer;
import io.kedang.lab.InventedCustomers;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Brings one file after the other and lets each be imported. It starts a job once and after that
/// only looks: going on after a kill is the server's own affair.
final class Importer implements Runnable {
    private static final List<String> BUSY = List.of("QUEUED", "RUNNING");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// A server that has just started has another key.
    private static final int NOT_SIGNED_IN = 401;

    private final Supplier<Api> server;
    private final int rows;
    private final List<String> findings = new ArrayList<>();
    private volatile boolean wanted = true;
    private volatile int ended;

    /// @param server the server as it is reached at the moment
    /// @param rows of one file
    Importer(Supplier<Api> server, int rows) {
        this.server = server;
        this.rows = rows;
    }

    /// The import at hand is the last one.
    void finish() {
        wanted = false;
    }

    /// How many customers all imports together have made.
    int customers() {
        return ended * rows;
    }

    int files() {
        return ended;
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public void run() {
        while (wanted && findings.isEmpty()) {
            importNext();
        }
    }

    private void importNext() {
        var content = InventedCustomers.csv(ended * rows, rows);
        var brought = ask(api -> api.bring("drill.csv", content));
        var path = "/imports/" + brought.at("/id");
        work(path, "check", "CHECKED");
        work(path, "run", "DONE");
        var counts = ask(api -> api.get(path)).body().at("/counts");
        if (counts.at("/new").asInt() != rows || counts.at("/rows").asInt() != rows) {
            findings.add("import %s: %d rows, %s".formatted(path, rows, counts));
        }
        ended++;
    }

    /// A start without an answer may have been one; then the second is refused, which is right.
    private void work(String path, String what, String state) {
        ask(api -> accepting(api.post(path + "/" + what, "")));
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> reached(ask(api -> api.get(path)), what, state));
    }

    private boolean reached(Answer shown, String what, String state) {
        boolean idle = !BUSY.contains(shown.at("/job/state"));
        if (idle && !shown.at("/state").equals(state)) {
            findings.add("%s did not go on: %s".formatted(what, shown.text()));
        }
        return idle;
    }

    private static Answer accepting(Answer answer) {
        return answer.status() == 409 ? new Answer(202, answer.body(), answer.text()) : answer;
    }

    private interface Request {
        Answer send(Api api) throws IOException;
    }

    /// Asks again until the server that is down is up.
    private Answer ask(Request request) {
        return Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> tried(request), answer -> answer.status() > 0);
    }

    private Answer tried(Request request) {
        try {
            var answer = request.send(server.get());
            if (answer.status() < 500 && answer.status() != NOT_SIGNED_IN) {
                return answer.orFail();
            }
        } catch (IOException e) {
            // The server is down; the next try may find it.
        }
        return new Answer(0, null, "");
    }
}
