package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// A table that was written in some dialect and character set is the same table when it is read.
class RoundTripTest {
    private static final TableOptions ROWS_ONLY =
            TableOptions.DETECT.withPreambleRows(0).withHeaderRows(0);

    /// Writes as the dialect demands: every cell in quotes, or none where there are no quotes.
    record Style(String separator, String quote, String escape, String lineEnd, String charset) {
        byte[] write(List<List<String>> rows) {
            var text = new StringBuilder();
            for (var row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    text.append(i == 0 ? "" : separator).append(quote);
                    text.append(escaped(row.get(i))).append(quote);
                }
                text.append(lineEnd);
            }
            return text.toString().getBytes(Charset.forName(charset));
        }

        private String escaped(String cell) {
            var text = escape.equals(quote) ? cell : cell.replace(escape, escape + escape);
            return text.replace(quote, escape + quote);
        }

        TableOptions options() {
            return ROWS_ONLY.withDialect(separator, quote, escape).withEncoding(charset);
        }
    }

    @Property(tries = 1000)
    void anyTableComesBackInAnyDialectThatIsSaid(
            @ForAll("tables") List<List<String>> table, @ForAll("styles") Style style)
            throws IOException {
        var read = Tables.bytes(style.write(table), style.options());
        assertThat(read.cells()).isEqualTo(table);
        assertThat(read.rows()).allMatch(row -> row.flaws().isEmpty());
    }

    /// What a backslash before anything else than a quote means, no file tells; there is none here.
    @Property(tries = 500)
    void aTableOfCustomersComesBackInAnyDialectThatNobodySaid(
            @ForAll @IntRange(min = 2, max = 40) int rows,
            @ForAll("styles") Style style,
            @ForAll long seed)
            throws IOException {
        var table = customers(rows, new java.util.Random(seed));
        var read = Tables.bytes(style.write(table), TableOptions.DETECT);
        assertThat(read.shape().heading()).isEqualTo(table.getFirst());
        assertThat(read.cells()).isEqualTo(table.subList(1, table.size()));
    }

    @Property(tries = 300)
    void whatIsWrittenHereIsReadHere(@ForAll("tables") List<List<String>> table)
            throws IOException {
        var file = Files.createTempFile("round", ".csv");
        try {
            try (var writer = CsvWriter.create(file)) {
                for (var row : table) {
                    writer.row(row);
                }
                writer.commit();
            }
            var read =
                    Tables.read(file, ROWS_ONLY.withDialect(",", "\"", "\"").withEncoding("UTF-8"));
            assertThat(read.cells()).isEqualTo(table);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static List<List<String>> customers(int count, java.util.Random random) {
        var table = new ArrayList<List<String>>();
        table.add(List.of("编号", "客户名称", "联系电话", "签约日期", "备注"));
        var notes = List.of("", "老客户，重点", "说“好”, 再议", "a;b|c\td", "第一行\n第二行", "引用\"名称\"", "it's");
        var cities = List.of("上海", "北京", "广州", "成都", "西安");
        for (int i = 0; i < count; i++) {
            table.add(
                    List.of(
                            "C%06d".formatted(random.nextInt(1_000_000)),
                            cities.get(random.nextInt(cities.size())) + "第" + i + "商贸有限公司",
                            "138%08d".formatted(random.nextInt(100_000_000)),
                            "2026-%02d-%02d"
                                    .formatted(1 + random.nextInt(12), 1 + random.nextInt(28)),
                            notes.get(random.nextInt(notes.size()))));
        }
        return table;
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var cell = Arbitraries.strings().withChars("ab1 ,;|\t'\"\\\r\n客户＝=+-@.:é").ofMaxLength(6);
        return Arbitraries.integers()
                .between(1, 6)
                .flatMap(
                        width ->
                                cell.list()
                                        .ofSize(width)
                                        .filter(
                                                row ->
                                                        row.stream()
                                                                .anyMatch(text -> !text.isBlank()))
                                        .map(row -> endFilled(row))
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(12));
    }

    /// Blank cells at the end of every row would be no columns.
    private static List<String> endFilled(List<String> row) {
        var filled = new ArrayList<>(row);
        if (filled.getLast().isBlank()) {
            filled.set(filled.size() - 1, "z");
        }
        return filled;
    }

    @Provide
    Arbitrary<Style> styles() {
        var separators = Arbitraries.of(",", ";", "\t", "|", "||", ", ");
        var quotes = Arbitraries.of("\"\"", "\"\\", "''");
        var ends = Arbitraries.of("\n", "\r\n", "\r");
        var charsets = Arbitraries.of("UTF-8", "GB18030", "UTF-16LE");
        return net.jqwik.api.Combinators.combine(separators, quotes, ends, charsets)
                .as(
                        (separator, quote, end, charset) ->
                                new Style(
                                        separator,
                                        quote.substring(0, 1),
                                        quote.substring(1),
                                        end,
                                        charset));
    }
}
