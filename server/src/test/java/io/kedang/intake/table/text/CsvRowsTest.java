package io.kedang.intake.table.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

class CsvRowsTest {
    private static final Dialect RFC = Dialect.RFC_4180;

    @Test
    void quotesKeepSeparatorsQuotesAndLineEnds() throws IOException {
        assertThat(cells("a,\"b,\"\"c\"\"\r\nd\",e\r\n", RFC))
                .containsExactly(List.of("a", "b,\"c\"\r\nd", "e"));
    }

    @Test
    void anEmptyCellIsThereWithAndWithoutQuotes() throws IOException {
        assertThat(cells(",\"\",\n\"\"", RFC)).containsExactly(List.of("", "", ""), List.of(""));
    }

    @Test
    void aRowKnowsTheLineWhereItBegins() throws IOException {
        var rows = rows("a,\"1\n2\n3\"\nb\r\nc", RFC);
        assertThat(rows).extracting(RawRow::line).containsExactly(1L, 4L, 5L);
    }

    @Test
    void aSeparatorMayHaveSeveralCharacters() throws IOException {
        assertThat(cells("a|~|\"b|~|c\"|~|d|~e\n", new Dialect("|~|", "\"", "\"", RFC.lineEnd())))
                .containsExactly(List.of("a", "b|~|c", "d|~e"));
    }

    @Test
    void aBackslashEscapesQuotesAndSeparatorsOnly() throws IOException {
        var dialect = new Dialect(",", "\"", "\\", RFC.lineEnd());
        assertThat(cells("\"8\\'9\\\" \\\\ C:\\dir\",a\\,b\n", dialect))
                .containsExactly(List.of("8\\'9\" \\ C:\\dir", "a,b"));
    }

    @Test
    void withoutAnEscapeAQuoteEndsACellOnlyBeforeASeparator() throws IOException {
        var dialect = new Dialect(",", "\"", "", RFC.lineEnd());
        var rows = rows("\"table 48\"\",\"5\" pipe\"\n", dialect);
        assertThat(rows.getFirst().cells()).containsExactly("table 48\"", "5\" pipe");
        assertThat(rows.getFirst().flaws()).isEmpty();
    }

    @Test
    void aQuoteInTheMidstIsTextAndANotice() throws IOException {
        var row = rows("\"5\" pipe\",b\n", RFC).getFirst();
        assertThat(row.cells()).containsExactly("5\" pipe", "b");
        assertThat(row.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.problem()).isEqualTo(TableProblem.QUOTE_STRAY));
    }

    @Test
    void aQuoteThatIsNeverClosedDamagesItsOwnRowOnly() throws IOException {
        var rows = rows("a,\"b\nc,d\ne,f\n", RFC);
        assertThat(rows)
                .extracting(RawRow::cells)
                .containsExactly(List.of("a", "\"b"), List.of("c", "d"), List.of("e", "f"));
        assertThat(rows.getFirst().flaws())
                .singleElement()
                .satisfies(
                        flaw -> {
                            assertThat(flaw.problem()).isEqualTo(TableProblem.QUOTE_UNCLOSED);
                            assertThat(flaw.column()).isEqualTo(1);
                        });
        assertThat(rows.get(1).flaws()).isEmpty();
        assertThat(rows).extracting(RawRow::line).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aQuoteThatIsNotClosedDoesNotSwallowTheNextQuotedCells() throws IOException {
        var rows = rows("a,\"b\nc,d\n\"e, f\",g\nh,\"i, j\"\n", RFC);
        assertThat(rows)
                .extracting(RawRow::cells)
                .containsExactly(
                        List.of("a", "\"b"),
                        List.of("c", "d"),
                        List.of("e, f", "g"),
                        List.of("h", "i, j"));
        assertThat(rows.stream().filter(row -> !row.flaws().isEmpty())).hasSize(1);
    }

    @Test
    void spacesAroundQuotesBelongToNoCell() throws IOException {
        assertThat(cells("a, \"b,c\" ,d\n", RFC)).containsExactly(List.of("a", "b,c", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndEndsARow(String end) throws IOException {
        var dialect =
                new Dialect(
                        ",",
                        "\"",
                        "\"",
                        end.equals("\r") ? Dialect.LineEnd.CR : Dialect.LineEnd.LF);
        assertThat(cells("a,b" + end + "c,d" + end, dialect))
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void aReturnAloneIsTextWhereRowsEndWithAFeed() throws IOException {
        assertThat(cells("a\rb,c\n", RFC)).containsExactly(List.of("a\rb", "c"));
    }

    @Test
    void filesPutTogetherMayMixLineEnds() throws IOException {
        assertThat(cells("a\rb\nc\r\nd", new Dialect(",", "\"", "\"", Dialect.LineEnd.ANY)))
                .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
    }

    @Test
    void aMillionColumnsAreRefused() {
        assertRefused(TableProblem.TOO_MANY_COLUMNS, "x" + ",x".repeat(1_000_000));
    }

    @Test
    void aRowWithoutAnEndIsRefused() {
        assertRefused(TableProblem.ROW_TOO_LONG, "x".repeat(2 * Limits.ROW));
    }

    @Test
    void quotesThatAreNeverClosedAnywhereAreRefusedInLinearTime() {
        assertRefused(
                TableProblem.QUOTES_UNBALANCED, "\"x,".repeat(10_000) + "\n".repeat(3_000_000));
    }

    @Test
    void rowsLongerThanTheBufferAreReadWhole() throws IOException {
        var longCell = "长".repeat(300_000);
        var text = ("\"" + longCell + "\"," + longCell + "\n").repeat(5);
        assertThat(cells(text, RFC)).hasSize(5).allMatch(List.of(longCell, longCell)::equals);
    }

    @Test
    void itDoesNotMatterHowTheInputIsCut() throws IOException {
        var text = "a, \"b\"\"c\" ,\r\n\"d\r\ne\",f\"g,h\r\nlast,\"x\"";
        var expected = cells(text, RFC);
        try (var rows = new CsvRows(oneByOne(text), RFC)) {
            assertThat(all(rows)).extracting(RawRow::cells).isEqualTo(expected);
        }
    }

    private static Reader oneByOne(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    private static void assertRefused(TableProblem problem, String text) {
        assertThatThrownBy(() -> rows(text, RFC))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    private static List<List<String>> cells(String text, Dialect dialect) throws IOException {
        return rows(text, dialect).stream().map(RawRow::cells).toList();
    }

    private static List<RawRow> rows(String text, Dialect dialect) throws IOException {
        try (var rows = new CsvRows(new StringReader(text), dialect)) {
            return all(rows);
        }
    }

    private static List<RawRow> all(CsvRows rows) throws IOException {
        var all = new ArrayList<RawRow>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
