package io.kedang.command;

import io.kedang.kernel.Refusal;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Waits for a job of the server and shows how far it is where somebody looks on.
final class JobEnd {
    private static final long LOOK_EVERY_NANOS = 300_000_000L;
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    private JobEnd() {}

    /// The job when it is done; a failed one becomes the command's refusal.
    static JsonNode await(LocalServer server, String user, UUID job, Console console) {
        while (true) {
            var state = server.send("GET", "/jobs/" + job, user, (Object) null);
            if (ENDED.contains(state.path("state").asString())) {
                if (!state.path("state").asString().equals("DONE")) {
                    throw new Refusal(
                            CommandProblem.SERVER_REFUSED, state.path("message").asString(""));
                }
                return state;
            }
            if (System.console() != null) {
                console.err()
                        .print(
                                "\r%s / %s "
                                        .formatted(
                                                state.path("done").asString("0"),
                                                state.path("total").asString("?")));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
