package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.nio.file.Path;

/// A server in a JVM of its own, for tests that kill it: `DatabaseProcess <data folder>`.
final class DatabaseProcess {
    private DatabaseProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (var folder = DataFolder.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(folder, DatabaseProcess::ignore)) {
            System.out.printf("ready %d %s%n", postgres.pid(), postgres.application().url());
            System.in.read();
        } catch (Refusal refusal) {
            System.out.println("refused " + refusal.problem().code() + refusal.arguments());
        }
    }

    private static void ignore(String line) {}
}
