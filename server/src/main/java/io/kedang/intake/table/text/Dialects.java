package io.kedang.intake.table.text;

import io.kedang.intake.table.row.CellType;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Finds the dialect of delimited text: the beginning is read in every dialect that its characters
/// allow, and the reading wins whose rows are equally wide, whose quotes all have a purpose and
/// whose cells look like values.
final class Dialects {
    /// Always tried, so that a file of one column has a reading as one column.
    private static final String COMMA = ",";

    /// Separators with the weight of their being one; a space or colon more often is text.
    private static final Map<String, Double> SEPARATORS = new LinkedHashMap<>();

    static {
        for (var usual :
                List.of(COMMA, "\t", ";", "|", ", ", "; ", "||", "|~|", "\u0001", "\u001f")) {
            SEPARATORS.put(usual, 1.0);
        }
        SEPARATORS.put("^", 0.9);
        SEPARATORS.put("~", 0.9);
        SEPARATORS.put("::", 0.9);
        SEPARATORS.put("，", 0.7);
        SEPARATORS.put("；", 0.7);
        SEPARATORS.put(":", 0.6);
        SEPARATORS.put(" ", 0.6);
    }

    private static final int ROWS = 300;
    private static final double UNESCAPED = 0.95;

    /// Weight of reading every line as one cell: less than a clean table, more than a ragged one.
    private static final double ONE_COLUMN = 0.35;

    private final String sample;
    private final boolean whole;
    private final GivenDialect given;
    private final Dialect.LineEnd lineEnd;

    private Dialects(String sample, boolean whole, GivenDialect given) {
        this.sample = sample;
        this.whole = whole;
        this.given = given;
        this.lineEnd = lineEnd(sample);
    }

    /// @param whole whether `sample` is all of the text; otherwise its last row is incomplete
    static Found detect(String sample, boolean whole, GivenDialect given) {
        return new Dialects(sample, whole, given).best();
    }

    record Found(Dialect dialect, double confidence) {}

    private Found best() {
        Dialect best = null;
        double score = -1;
        var bySeparator = new HashMap<String, Double>();
        for (var separator : separators()) {
            for (var quote : quotes()) {
                for (var escape : escapes(quote)) {
                    var dialect = new Dialect(separator, quote, escape, lineEnd);
                    double value = weight(dialect) * score(dialect);
                    bySeparator.merge(separator, value, Math::max);
                    if (value > score) {
                        score = value;
                        best = dialect;
                    }
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no candidate");
        }
        var winner = best.separator();
        double rival =
                bySeparator.entrySet().stream()
                        .filter(entry -> !entry.getKey().strip().equals(winner.strip()))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(0);
        return new Found(best, score <= 0 ? 0 : Math.clamp(1 - 0.6 * rival / score, 0, 1));
    }

    private List<String> separators() {
        if (given.separator() != null) {
            return List.of(given.separator());
        }
        return SEPARATORS.keySet().stream()
                .filter(separator -> separator.equals(COMMA) || sample.contains(separator))
                .toList();
    }

    private List<String> quotes() {
        if (given.quote() != null) {
            return List.of(given.quote());
        }
        var present = new ArrayList<String>(List.of("\""));
        if (sample.contains("'")) {
            present.add("'");
        }
        if (sample.contains("\"")) {
            present.add("");
        }
        return present;
    }

    private Iterable<String> escapes(String quote) {
        if (given.escape() != null) {
            return List.of(given.escape());
        }
        var escapes = new LinkedHashSet<>(List.of(quote));
        if (!quote.isEmpty() && sample.contains(quote)) {
            if (sample.contains("\\" + quote)) {
                escapes.add("\\");
            }
            if (quote.equals("'") && sample.contains("\"\"")) {
                escapes.add("\"");
            }
            escapes.add("");
        }
        return escapes;
    }

    private static double weight(Dialect dialect) {
        double separator = SEPARATORS.getOrDefault(dialect.separator(), 1.0);
        boolean unescaped = dialect.escape().isEmpty() && !dialect.quote().isEmpty();
        double escape = unescaped ? UNESCAPED : 1;
        return separator * escape * (dialect.quote().equals("\"") ? 1 : 0.97);
    }

    private double score(Dialect dialect) {
        var rows = rows(dialect);
        if (rows.isEmpty()) {
            return ONE_COLUMN;
        }
        var widths = new HashMap<Integer, Integer>();
        var marks = new Marks();
        for (var row : rows) {
            widths.merge(row.cells().size(), 1, Integer::sum);
            marks.add(row);
        }
        var modal =
                widths.entrySet().stream()
                        .max(
                                Map.Entry.<Integer, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow();
        int width = modal.getKey();
        double equal = modal.getValue() / (double) rows.size();
        double shape =
                width == 1
                        ? ONE_COLUMN * (1 + marks.values())
                        : Math.pow(equal, 1.5) * (1 - 0.5 / width) * (1 - marks.blank() / 2);
        return shape
                * marks.sound()
                * marks.sound()
                * (0.3 + 0.7 * marks.clean())
                * marks.purposeful();
    }

    private List<RawRow> rows(Dialect dialect) {
        var rows = new ArrayList<RawRow>();
        try (var source = new CsvRows(new StringReader(sample), dialect)) {
            for (var row = source.next(); row != null && rows.size() < ROWS; row = source.next()) {
                if (!whole && unclosed(row)) {
                    break;
                }
                if (!row.isBlank()) {
                    rows.add(row);
                }
            }
        } catch (Refusal tooLong) {
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!whole && rows.size() > 1 && rows.size() < ROWS) {
            rows.removeLast();
        }
        return rows;
    }

    private static boolean unclosed(RawRow row) {
        return row.flaws().stream().anyMatch(flaw -> flaw.problem() == TableProblem.QUOTE_UNCLOSED);
    }

    private static Dialect.LineEnd lineEnd(String sample) {
        int feeds = 0;
        int pairs = 0;
        int returns = 0;
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (c == '\n') {
                feeds++;
            } else if (c == '\r') {
                if (i + 1 < sample.length() && sample.charAt(i + 1) == '\n') {
                    pairs++;
                    i++;
                } else {
                    returns++;
                }
            }
        }
        if (feeds + pairs == 0) {
            return returns > 0 ? Dialect.LineEnd.CR : Dialect.LineEnd.LF;
        }
        if (returns * 10 >= feeds + pairs) {
            return Dialect.LineEnd.ANY;
        }
        return pairs > feeds ? Dialect.LineEnd.CRLF : Dialect.LineEnd.LF;
    }

    /// Counts what quotes and cells of a reading look like.
    private static final class Marks {
        private int rows;
        private int faulty;
        private long cells;
        private long clean;
        private long used;
        private long idle;
        private long values;
        private final BitSet filledColumns = new BitSet();
        private int columns;

        void add(RawRow row) {
            boolean fault = !row.flaws().isEmpty();
            for (int i = 0; i < row.cells().size(); i++) {
                var cell = row.cells().get(i);
                cells++;
                columns = Math.max(columns, i + 1);
                filledColumns.set(i, filledColumns.get(i) || !cell.isBlank());
                values += CellType.of(cell).isValue() ? 1 : 0;
                if (row.quoted().get(i)) {
                    used += 2;
                    clean += keepsEscapes(cell) ? 0 : 1;
                } else {
                    idle += cell.chars().filter(c -> c == '"').count();
                    fault |= looksQuoted(cell);
                    clean += isClean(cell) ? 1 : 0;
                }
            }
            rows++;
            faulty += fault ? 1 : 0;
        }

        private static boolean keepsEscapes(String cell) {
            return cell.contains("\"\"") || cell.contains("\\\"");
        }

        private static boolean looksQuoted(String cell) {
            if (cell.isEmpty()) {
                return false;
            }
            char first = cell.charAt(0);
            char last = cell.charAt(cell.length() - 1);
            return cell.length() > 1 && first == last && (first == '\'' || first == '"')
                    || (first == '"') != (last == '"');
        }

        private static boolean isClean(String cell) {
            if (cell.isEmpty()) {
                return true;
            }
            if (cell.charAt(0) == ' ' || cell.charAt(cell.length() - 1) == ' ') {
                return false;
            }
            return switch (CellType.of(cell)) {
                case SCRAP -> false;
                case TEXT ->
                        cell.chars().noneMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|');
                default -> true;
            };
        }

        double sound() {
            return 1 - faulty / (double) rows;
        }

        double clean() {
            return clean / (double) cells;
        }

        /// Share of the cells that are numbers, dates and the like.
        double values() {
            return values / (double) cells;
        }

        /// Share of the columns that hold nothing.
        double blank() {
            return 1 - filledColumns.cardinality() / (double) columns;
        }

        double purposeful() {
            return used + idle == 0 ? 1 : 0.15 + 0.85 * used / (used + idle);
        }
    }
}
