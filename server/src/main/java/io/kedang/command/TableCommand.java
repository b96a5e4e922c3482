package io.kedang.command;

import io.kedang.intake.table.CsvWriter;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableReader;
import io.kedang.intake.table.TableSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/// `kedang table FILE --out FILE.csv`: reads any table exactly as an import would and writes it as
/// CSV. Whatever is not said is found out and stands in the report.
///
/// Exit codes: 0 when the whole output was written, 2 when the line or the file is wrong (with one
/// sentence), 1 when the program failed.
public final class TableCommand implements Command {
    private static final Set<String> OPTIONS =
            Set.of(
                    "out",
                    "report",
                    "encoding",
                    "separator",
                    "quote",
                    "escape",
                    "header",
                    "preamble",
                    "table",
                    "sheet");

    private static final int DONE = 0;
    private static final int FAULT = 1;
    private static final int WRONG = 2;

    @Override
    public String name() {
        return "table";
    }

    @Override
    public Set<String> options() {
        return OPTIONS.stream()
                .map(option -> option + "=")
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var line = new java.util.ArrayList<>(arguments.words());
        arguments
                .options()
                .forEach(
                        (name, values) ->
                                values.forEach(value -> line.add("--" + name + "=" + value)));
        return run(line, console.out(), console.err());
    }

    /// @param args the words behind `table`
    public int run(List<String> args, PrintStream out, PrintStream err) {
        long start = System.nanoTime();
        try {
            var line = Line.parse(args);
            var report = write(line);
            if (line.report != null) {
                report.write(line.report, Duration.ofNanos(System.nanoTime() - start));
            }
            out.println(text("table.done", report.rows(), report.columns(), report.rowsToCheck()));
            return DONE;
        } catch (WrongLine wrong) {
            err.println(wrong.getMessage());
            return WRONG;
        } catch (Refusal refusal) {
            err.println(sentence(refusal));
            return WRONG;
        } catch (IOException | RuntimeException fault) {
            err.println(text("table.fault", fault.toString().replaceAll("\\s+", " ")));
            return FAULT;
        }
    }

    private static TableReport write(Line line) throws IOException, WrongLine {
        if (!Files.isRegularFile(line.file) || !Files.isReadable(line.file)) {
            throw new Refusal(TableProblem.FILE_UNREADABLE, line.file.toString());
        }
        if (Files.exists(line.out) && Files.isSameFile(line.file, line.out)) {
            throw new WrongLine(text("table.out-is-in", line.out));
        }
        try (var reader = TableSource.open(TableFile.at(line.file), line.options);
                var writer = writer(line.out)) {
            var report = copy(reader, writer);
            writer.commit();
            return report;
        }
    }

    private static CsvWriter writer(Path file) throws WrongLine {
        try {
            return CsvWriter.create(file);
        } catch (IOException e) {
            throw new WrongLine(text("table.cannot-write", file, e.getMessage()));
        }
    }

    private static TableReport copy(TableReader reader, CsvWriter writer) throws IOException {
        var report = new TableReport(reader);
        if (!reader.heading().isEmpty()) {
            writer.row(reader.heading());
        }
        for (var row = reader.next(); row != null; row = reader.next()) {
            writer.row(row.cells());
            report.add(row);
        }
        return report;
    }

    static String sentence(Refusal refusal) {
        return text(
                "problem." + refusal.problem().code() + ".detail", refusal.arguments().toArray());
    }

    /// In the language of the machine: Chinese where that is Chinese, English elsewhere.
    static String text(String key, @Nullable Object... arguments) {
        var chinese = Locale.getDefault().getLanguage().equals("zh");
        var bundle =
                ResourceBundle.getBundle("i18n.intake", chinese ? Locale.ROOT : Locale.ENGLISH);
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }

    /// What the words say.
    private record Line(Path file, Path out, @Nullable Path report, TableOptions options) {
        static Line parse(List<String> words) throws WrongLine {
            Path file = null;
            Map<String, String> values = new HashMap<>();
            for (var rest = words.iterator(); rest.hasNext(); ) {
                var word = rest.next();
                if (!word.startsWith("--")) {
                    if (file != null) {
                        throw new WrongLine(text("table.usage"));
                    }
                    file = Path.of(word);
                    continue;
                }
                int equals = word.indexOf('=');
                var name = word.substring(2, equals < 0 ? word.length() : equals);
                if (!OPTIONS.contains(name)) {
                    throw new WrongLine(text("table.option-unknown", word, text("table.usage")));
                }
                if (equals < 0 && !rest.hasNext()) {
                    throw new WrongLine(text("table.value-missing", word, text("table.usage")));
                }
                values.put(name, equals < 0 ? rest.next() : word.substring(equals + 1));
            }
            var out = values.get("out");
            if (file == null || out == null) {
                throw new WrongLine(text("table.usage"));
            }
            var report = values.get("report");
            return new Line(
                    file, Path.of(out), report == null ? null : Path.of(report), options(values));
        }

        private static TableOptions options(Map<String, String> values) throws WrongLine {
            var separator = character(values.get("separator"));
            return new TableOptions(
                    emptyIsNothing(values.get("encoding")),
                    emptyIsNothing(separator),
                    character(values.get("quote")),
                    character(values.get("escape")),
                    emptyIsNothing(values.get("sheet")),
                    number("preamble", values),
                    number("header", values),
                    number("table", values));
        }

        private static @Nullable String emptyIsNothing(@Nullable String value) {
            return value == null || value.isEmpty() ? null : value;
        }

        /// Characters that are hard to type have names.
        private static @Nullable String character(@Nullable String value) {
            return switch (value) {
                case null -> null;
                case "\\t", "tab" -> "\t";
                case "space" -> " ";
                case "none" -> "";
                default -> value;
            };
        }

        private static @Nullable Integer number(String name, Map<String, String> values)
                throws WrongLine {
            var value = values.get(name);
            try {
                return value == null || value.isEmpty() ? null : Integer.valueOf(value.strip());
            } catch (NumberFormatException e) {
                throw new WrongLine(text("table.not-a-number", "--" + name, value));
            }
        }
    }

    /// The line cannot be obeyed; the message says why.
    private static final class WrongLine extends Exception {
        private static final long serialVersionUID = 1L;

        WrongLine(String message) {
            super(message);
        }
    }
}
