package io.kedang.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Small programs of the operating system, and signals.
final class Shell {
    private Shell() {}

    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /// Runs to the end; a program that does not exist is a result like any other.
    static Result run(List<String> command) {
        try {
            var process = plain(new ProcessBuilder(command)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, e.toString());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// English messages, and none of the variables that change what PostgreSQL's programs do.
    static ProcessBuilder plain(ProcessBuilder process) {
        var environment = process.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
        return process;
    }

    static void signal(String name, long pid) {
        run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    /// Waits a moment for something outside of this JVM that cannot be listened to.
    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(new InterruptedException());
        }
    }

    static UncheckedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new IOException("interrupted", cause));
    }
}
