package io.kedang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// What processes have used, out of /proc: time of the processor does not depend on who else is at
/// work on the machine, a clock does.
final class Meter {
    private static final double TICK_MILLIS = 10;

    /// Where the name of the program ends in /proc/…/stat, which may hold spaces.
    private static final int USER_TIME = 11;

    private final Supplier<List<ProcessHandle>> processes;

    /// @param processes the server first, then those of its database
    Meter(Supplier<List<ProcessHandle>> processes) {
        this.processes = processes;
    }

    /// Milliseconds of processor time, of the server and of its database.
    ///
    /// @param compiler what of the server's was spent on compiling itself
    record Cpu(double server, double database, double compiler) {
        Cpu since(Cpu before) {
            return new Cpu(
                    server - before.server, database - before.database, compiler - before.compiler);
        }

        /// Of one among so many.
        Cpu each(int count) {
            return new Cpu(server / count, database / count, compiler / count);
        }

        double total() {
            return server + database;
        }
    }

    Cpu cpu() {
        var all = processes.get();
        return new Cpu(
                ticks(all.getFirst(), false) * TICK_MILLIS,
                all.stream().skip(1).mapToLong(each -> ticks(each, true)).sum() * TICK_MILLIS,
                compiling(all.getFirst()) * TICK_MILLIS);
    }

    private static long compiling(ProcessHandle server) {
        try (var threads = Files.list(proc(server, "task"))) {
            return threads.filter(
                            thread -> read(thread.resolve("comm")).matches("C[12] Comp.*\\s*"))
                    .mapToLong(thread -> ticks(read(thread.resolve("stat")), false))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Proportional share of memory in megabytes: what two processes share counts once.
    long memory() {
        return sum(processes.get(), Meter::kilobytes) / 1024;
    }

    private static long sum(List<ProcessHandle> processes, ToLongFunction<ProcessHandle> figure) {
        return processes.stream().mapToLong(figure).sum();
    }

    /// @param withEnded also what children used that have ended, as connections of a database do
    private static long ticks(ProcessHandle process, boolean withEnded) {
        return ticks(read(proc(process, "stat")), withEnded);
    }

    private static long ticks(String stat, boolean withEnded) {
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < USER_TIME + 4) {
            return 0;
        }
        long own = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        long ended = Long.parseLong(fields[USER_TIME + 2]) + Long.parseLong(fields[USER_TIME + 3]);
        return withEnded ? own + ended : own;
    }

    private static long kilobytes(ProcessHandle process) {
        return read(proc(process, "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
