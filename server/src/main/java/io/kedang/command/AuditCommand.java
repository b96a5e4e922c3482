package io.kedang.command;

import io.kedang.evidence.EvidenceCheck;
import io.kedang.evidence.EvidenceReport;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// `kedang audit export FILE` writes a part of the register as evidence, `kedang audit key` shows
/// the public key of its signatures, and `kedang audit verify FILE` checks such a file by itself:
/// it needs no server, database or data folder. Exit code 1 when the file is not whole.
final class AuditCommand implements Command {
    private static final int BROKEN = 1;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<String> options() {
        return Set.of("from=", "to=", "clear", "key=", "as=");
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var words = arguments.words();
        var what = words.isEmpty() ? "" : words.getFirst();
        if (what.equals("key") && words.size() == 1) {
            return showKey(arguments, console);
        }
        if (words.size() != 2 || !Set.of("export", "verify").contains(what)) {
            throw new Refusal(CommandProblem.USAGE, Console.text("command.audit.usage"));
        }
        var file = Path.of(words.getLast());
        return what.equals("export")
                ? export(arguments, file, console)
                : verify(arguments, file, console);
    }

    private static int export(Arguments arguments, Path file, Console console) {
        var from = arguments.find("from").map(day -> moment(day, 0)).orElse(Instant.EPOCH);
        var until = arguments.find("to").map(day -> moment(day, 1)).orElseGet(Instant::now);
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            server.download(
                    "/audit/evidence?from=%s&to=%s&clear=%s"
                            .formatted(from, until, arguments.has("clear")),
                    arguments.find("as").orElse(LocalServer.OPERATOR),
                    file.toAbsolutePath());
        }
        console.say("✓ " + Console.text("command.audit.exported", file));
        return 0;
    }

    private static int showKey(Arguments arguments, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var user = arguments.find("as").orElse(LocalServer.OPERATOR);
            var key = server.send("GET", "/audit/key", user, (Object) null);
            console.print(key.path("pem").asString().strip());
            return 0;
        }
    }

    private static int verify(Arguments arguments, Path file, Console console) {
        var key = arguments.find("key").map(AuditCommand::key).orElse(null);
        EvidenceReport report;
        try {
            report = EvidenceCheck.run(file, key);
        } catch (IOException e) {
            throw new Refusal(CommandProblem.NO_SUCH_FILE, file);
        } catch (IllegalArgumentException e) {
            throw new Refusal(CommandProblem.NOT_A_KEY, arguments.find("key").orElse(""));
        }
        console.print(
                Console.text(
                        "command.audit.counts",
                        Long.toString(report.entries()),
                        Long.toString(report.seals()),
                        Long.toString(report.checkpoints()),
                        Long.toString(report.removed())));
        for (var fault : report.faults()) {
            var parts =
                    Stream.concat(Stream.of(fault.line()), fault.arguments().stream())
                            .map(Object::toString)
                            .toArray();
            console.print("✗ " + Console.text("command.audit.fault." + fault.kind(), parts));
        }
        if (!report.isSound()) {
            return BROKEN;
        }
        console.print(
                "✓ "
                        + Console.text(
                                key == null ? "command.audit.whole" : "command.audit.whole-of",
                                Objects.toString(report.key())));
        return 0;
    }

    /// A public key: a file that holds one, or the key itself.
    private static String key(String given) {
        var file = Path.of(given);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : given;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A day of this machine's zone or a moment.
    ///
    /// @param days after the beginning of that day
    private static Instant moment(String text, int days) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(CommandProblem.NOT_A_DAY, text);
        }
    }
}
