package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The files of the database, `postgres/<major version>` in the data folder.
record Cluster(Path folder) {
    /// How long a server that somebody left behind may take to write out what it has in memory.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Cluster of(DataFolder data, Programs programs) {
        var folder = data.postgres().resolve(programs.major());
        if (!Files.exists(folder)) {
            refuseOther(data, programs);
        }
        return new Cluster(folder);
    }

    boolean exists() {
        return Files.exists(folder);
    }

    /// Makes an empty cluster; it appears under its name only when it is complete.
    void create(Programs programs, Privileges privileges, Passwords passwords) {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        var secret = folder.resolveSibling("initdb.secret");
        try {
            Folders.delete(unfinished);
            privileges.give(Files.createDirectory(unfinished));
            privileges.give(Folders.writePrivate(secret, passwords.administrator()));
            var result =
                    Shell.run(
                            privileges.command(
                                    programs.path("initdb"),
                                    "--pgdata=" + unfinished,
                                    "--username=" + Roles.ADMINISTRATOR,
                                    "--pwfile=" + secret,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--lc-collate=C",
                                    "--lc-ctype=C.UTF-8",
                                    "--data-checksums"));
            if (!result.succeeded()) {
                throw new Refusal(DatabaseProblem.SETUP_FAILED, result.output().strip());
            }
            PostgresSettings.writeTheirs(unfinished);
            privileges.give(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.deleteFile(secret);
        }
    }

    /// Ends a server that an earlier JVM left behind on this folder. What is left of its pid file
    /// then never keeps the next server from starting, also when the pid belongs to somebody else
    /// by now.
    void stopOrphan(Consumer<String> say) {
        var pidFile = folder.resolve("postmaster.pid");
        var pid = PidFile.read(pidFile).map(PidFile::pid);
        if (pid.isEmpty()) {
            return;
        }
        var orphan = ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive);
        if (orphan.filter(this::servesUs).isPresent()) {
            say.accept(Texts.database("database.say.stopping-orphan", pid.get().toString()));
            stop(orphan.get());
        } else if (orphan.isPresent()) {
            PidFile.disarm(pidFile);
        }
    }

    static void stop(ProcessHandle server) {
        for (var signal : List.of("INT", "QUIT", "KILL")) {
            Shell.signal(signal, server.pid());
            if (ended(server)) {
                return;
            }
        }
    }

    private static boolean ended(ProcessHandle server) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            Shell.pause(Duration.ofMillis(20));
        }
        return !server.isAlive();
    }

    private boolean servesUs(ProcessHandle process) {
        return commandLine(process).filter(line -> line.contains(folder.toString())).isPresent();
    }

    private static Optional<String> commandLine(ProcessHandle process) {
        return process.info()
                .commandLine()
                .or(() -> process.info().arguments().map(words -> String.join(" ", words)));
    }

    private static void refuseOther(DataFolder data, Programs programs) {
        try (var folders = Files.list(data.postgres())) {
            folders.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .findAny()
                    .ifPresent(
                            other -> {
                                throw new Refusal(
                                        DatabaseProblem.OTHER_VERSION,
                                        data.root().toString(),
                                        other,
                                        programs.major());
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
