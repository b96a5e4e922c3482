package io.kedang.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// [DatabaseProcess] as seen from a test.
final class ChildServer implements AutoCloseable {
    private final Process process;
    private final String firstLine;

    private ChildServer(Process process, String firstLine) {
        this.process = process;
        this.firstLine = firstLine;
    }

    static ChildServer start(Path data) {
        return start(data, List.of(), System.getProperty("java.class.path"), "");
    }

    /// @param prefix words before `java`
    /// @param path folder that is searched for programs before all others
    static ChildServer start(Path data, List<String> prefix, String classPath, String path) {
        var command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        DatabaseProcess.class.getName(),
                        data.toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.directory(new File("/"));
        builder.environment().merge("PATH", path, (old, first) -> first + ":" + old);
        try {
            var process = builder.start();
            var line = new BufferedReader(process.inputReader()).readLine();
            return new ChildServer(process, String.valueOf(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String firstLine() {
        return firstLine;
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(firstLine.split(" ")[1])).orElseThrow();
    }

    DatabaseAccess owner(Path data) {
        return new DatabaseAccess(
                firstLine.split(" ")[2],
                Roles.OWNER,
                Passwords.of(data.resolve("postgres"), false).owner());
    }

    /// As `kill -9`.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
