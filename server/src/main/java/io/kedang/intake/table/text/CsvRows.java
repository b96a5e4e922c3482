package io.kedang.intake.table.text;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The rows of delimited text in one dialect.
///
/// Lenient where a strict parser would lose rows: a quote that closes nothing is text and leaves a
/// flaw; a quote that is never closed damages its own cell only, because the cell is read again
/// with that quote as text. One row at a time is in memory.
final class CsvRows implements RowSource {
    /// After so many quotes that go on to the end, the dialect itself must be wrong; the bound also
    /// keeps the time for reading cells again linear.
    private static final int UNCLOSED_QUOTES = 30;

    private static final char NO_CHARACTER = '\uFFFF';
    private static final BitSet NOTHING_ABOVE = new BitSet(0);

    private final Reader in;
    private final char[] separator;
    private final char quote;
    private final char escape;
    private final boolean doubled;
    private final boolean feedEnds;
    private final boolean returnEnds;
    private final boolean strayIsFlaw;
    private final boolean paddedQuotes;

    private char[] buffer = new char[1 << 16];
    private int rowStart;
    private int position;
    private int limit;
    private boolean ended;
    private long dropped;
    private long line = 1;
    private int unclosed;

    private List<String> cells = new ArrayList<>();
    private BitSet quoted = new BitSet();
    private List<RowFlaw> flaws = new ArrayList<>();

    CsvRows(Reader in, Dialect dialect) {
        this.in = in;
        this.separator = dialect.separator().toCharArray();
        this.quote = first(dialect.quote());
        this.escape = first(dialect.escape());
        this.doubled = quote == escape;
        this.feedEnds = dialect.lineEnd() != Dialect.LineEnd.CR;
        this.returnEnds = !feedEnds || dialect.lineEnd() == Dialect.LineEnd.ANY;
        this.strayIsFlaw = quote == '"' && !dialect.escape().isEmpty();
        this.paddedQuotes = separator[0] != ' ';
    }

    private static char first(String text) {
        return text.isEmpty() ? NO_CHARACTER : text.charAt(0);
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        forget();
        if (!has(position)) {
            return null;
        }
        long start = line;
        rowStart = position;
        cells = new ArrayList<>(Math.max(4, cells.size()));
        quoted = new BitSet();
        flaws = new ArrayList<>(0);
        while (cell()) {
            if (cells.size() == Limits.COLUMNS) {
                throw new Refusal(TableProblem.TOO_MANY_COLUMNS, start, Limits.COLUMNS);
            }
        }
        int damaged =
                in instanceof DecodingReader bytes ? bytes.damagedBefore(dropped + position) : 0;
        if (damaged > 0) {
            flaws.add(RowFlaw.of(TableProblem.UNDECODABLE, damagedColumn(), damaged));
        }
        return new RawRow(start, cells, quoted, NOTHING_ABOVE, flaws);
    }

    private int damagedColumn() {
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column).indexOf('\uFFFD') >= 0) {
                return column;
            }
        }
        return -1;
    }

    /// Reads one cell; true when another one follows in the row.
    private boolean cell() throws IOException {
        int start = position;
        if (quote != NO_CHARACTER) {
            int at = paddedQuotes ? afterSpaces(start) : start;
            if (has(at) && buffer[at] == quote) {
                return quotedCell(start, at);
            }
        }
        return plainCell(start);
    }

    private boolean plainCell(int start) throws IOException {
        StringBuilder text = null;
        int from = start;
        int at = start;
        while (at < limit || has(at)) {
            char c = buffer[at];
            if (c == separator[0] && separates(at) || ends(at)) {
                break;
            }
            if (c == escape && !doubled && has(at + 1) && escapable(at + 1)) {
                text = text(text, from, at);
                from = at + 1;
                at++;
            }
            at++;
        }
        cells.add(cellText(text, from, at));
        return goOn(at);
    }

    private boolean quotedCell(int start, int opening) throws IOException {
        StringBuilder text = null;
        int from = opening + 1;
        int at = from;
        long lines = 0;
        while (at - opening < Limits.CELL && (at < limit || has(at))) {
            char c = buffer[at];
            if (c == escape && !doubled && has(at + 1) && quotable(buffer[at + 1])) {
                text = text(text, from, at);
                from = at + 1;
                at += 2;
            } else if (c != quote) {
                if (c == '\n' || c == '\r' && !(has(at + 1) && buffer[at + 1] == '\n')) {
                    lines++;
                }
                at++;
            } else if (doubled && has(at + 1) && buffer[at + 1] == quote) {
                text = text(text, from, at + 1);
                from = at + 2;
                at += 2;
            } else {
                int after = paddedQuotes ? afterSpaces(at + 1) : at + 1;
                if (!has(after) || separates(after) || ends(after)) {
                    line += lines;
                    quoted.set(cells.size());
                    cells.add(cellText(text, from, at));
                    return goOn(after);
                }
                if (lines > 0 && opensCell(at)) {
                    return unclosedCell(start);
                }
                if (strayIsFlaw && !flawed(TableProblem.QUOTE_STRAY)) {
                    flaws.add(RowFlaw.of(TableProblem.QUOTE_STRAY, cells.size()));
                }
                at++;
            }
        }
        if (++unclosed > UNCLOSED_QUOTES) {
            throw new Refusal(TableProblem.QUOTES_UNBALANCED, line);
        }
        return unclosedCell(start);
    }

    /// Reads the cell at `start` again, with its quote as text.
    private boolean unclosedCell(int start) throws IOException {
        flaws.add(RowFlaw.of(TableProblem.QUOTE_UNCLOSED, cells.size()));
        return plainCell(start);
    }

    /// Whether the quote at `at` stands where a cell begins; met in a quoted cell that goes over
    /// several lines, it tells that the quote of that cell was never closed.
    private boolean opensCell(int at) throws IOException {
        char before = buffer[at - 1];
        return before == '\n' || before == '\r' || separates(at - separator.length);
    }

    private boolean flawed(TableProblem problem) {
        return flaws.stream().anyMatch(flaw -> flaw.problem() == problem);
    }

    private StringBuilder text(@Nullable StringBuilder text, int from, int to) {
        return (text == null ? new StringBuilder() : text).append(buffer, from, to - from);
    }

    private String cellText(@Nullable StringBuilder text, int from, int to) {
        if (text != null) {
            return text.append(buffer, from, to - from).toString();
        }
        return from == to ? "" : new String(buffer, from, to - from);
    }

    private int afterSpaces(int from) throws IOException {
        int at = from;
        while (has(at) && buffer[at] == ' ') {
            at++;
        }
        return at;
    }

    private boolean quotable(char c) {
        return c == quote || c == escape;
    }

    private boolean escapable(int at) throws IOException {
        return quotable(buffer[at]) || separates(at);
    }

    private boolean separates(int at) throws IOException {
        for (int i = 0; i < separator.length; i++) {
            if (!has(at + i) || buffer[at + i] != separator[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean ends(int at) throws IOException {
        char c = buffer[at];
        return c == '\n' && feedEnds
                || c == '\r' && (returnEnds || has(at + 1) && buffer[at + 1] == '\n');
    }

    /// Goes behind the separator, line end or end of text at `at`; true behind a separator.
    private boolean goOn(int at) throws IOException {
        if (!has(at)) {
            position = at;
            return false;
        }
        if (!ends(at)) {
            position = at + separator.length;
            return true;
        }
        boolean pair = buffer[at] == '\r' && feedEnds && has(at + 1) && buffer[at + 1] == '\n';
        position = at + (pair ? 2 : 1);
        line++;
        return false;
    }

    private boolean has(int at) throws IOException {
        while (at >= limit) {
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    private boolean read() throws IOException {
        if (ended) {
            return false;
        }
        if (limit == buffer.length) {
            if (limit - rowStart >= Limits.ROW) {
                throw new Refusal(TableProblem.ROW_TOO_LONG, line, Limits.ROW);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        ended = count < 0;
        limit += Math.max(0, count);
        return !ended;
    }

    /// Between two rows, so that indexes stay as they are within one.
    private void forget() {
        if (position > buffer.length / 2) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            dropped += position;
            limit -= position;
            position = 0;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
