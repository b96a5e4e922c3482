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
    record Cpu(double server, double database) {
        Cpu since(Cpu before) {
            return new Cpu(server - before.server, database - before.database);
        }

        /// Of one among so many.
        Cpu each(int count) {
            return new Cpu(server / count, database / count);
        }

        double total() {
            return server + database;
        }
    }

    Cpu cpu() {
        var all = processes.get();
        return new Cpu(
                ticks(all.getFirst(), false) * TICK_MILLIS,
                all.stream().skip(1).mapToLong(each -> ticks(each, true)).sum() * TICK_MILLIS);
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
        var stat = read(process, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < USER_TIME + 4) {
            return 0;
        }
        long own = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        long ended = Long.parseLong(fields[USER_TIME + 2]) + Long.parseLong(fields[USER_TIME + 3]);
        return withEnded ? own + ended : own;
    }

    private static long kilobytes(ProcessHandle process) {
        return read(process, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
