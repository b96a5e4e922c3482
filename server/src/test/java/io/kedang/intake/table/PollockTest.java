package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.row.TableFile;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The benchmark of polluted files: 21 files, each with what a perfect reader makes of it.
///
/// The score of a file is 1 for being read at all plus precision, recall and F1 of the heading, of
/// the records and of the cells against the clean twin, each as multisets; 10 at most.
class PollockTest {
    @Test
    void withTheParametersGivenTheScoreIsAtLeast99() throws IOException {
        assertThat(score(true)).isGreaterThanOrEqualTo(9.9);
    }

    @Test
    void detectedByItselfTheScoreIsAtLeast95() throws IOException {
        assertThat(score(false)).isGreaterThanOrEqualTo(9.5);
    }

    private static double score(boolean given) throws IOException {
        var folder = SharedData.folder("pollock");
        double sum = 0;
        int files = 0;
        try (var list = Files.list(folder.resolve("csv"))) {
            for (var file : list.sorted().toList()) {
                var name = file.getFileName().toString();
                var parameters = folder.resolve("parameters").resolve(name + "_parameters.json");
                var options = given ? options(parameters) : TableOptions.DETECT;
                double score = score(folder.resolve("clean").resolve(name), file, options);
                System.out.printf(
                        Locale.ROOT,
                        "pollock %s %-40s %7.4f%n",
                        given ? "given" : "alone",
                        name,
                        score);
                sum += score;
                files++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "pollock %s mean of %d files: %.4f%n",
                given ? "given" : "alone",
                files,
                sum / files);
        assertThat(files).isEqualTo(21);
        return sum / files;
    }

    private static TableOptions options(Path file) throws IOException {
        JsonNode node = JsonMapper.shared().readTree(Files.readString(file));
        var separator = node.get("delimiter").asString();
        return TableOptions.DETECT
                .withEncoding(node.get("encoding").asString())
                .withDialect(
                        separator.isEmpty() ? null : separator,
                        node.get("quotechar").asString(),
                        node.get("escapechar").asString())
                .withPreambleRows(node.get("preamble_lines").asInt())
                .withHeaderRows(node.get("header_lines").asInt());
    }

    private static double score(Path clean, Path file, TableOptions options) throws IOException {
        var expected = cleanRows(clean);
        var actual = new ArrayList<List<String>>();
        try (var reader = TableSource.open(TableFile.at(file), options)) {
            if (!reader.heading().isEmpty()) {
                actual.add(reader.heading());
            }
            for (var row = reader.next(); row != null; row = reader.next()) {
                actual.add(row.cells());
            }
        }
        if (expected.isEmpty()) {
            return 10;
        }
        if (actual.isEmpty()) {
            return 1;
        }
        return 1
                + measures(lower(expected.getFirst()), lower(actual.getFirst()))
                + measures(records(expected), records(actual))
                + measures(
                        expected.stream().flatMap(List::stream).toList(),
                        actual.stream().flatMap(List::stream).toList());
    }

    /// Precision, recall and F1 of two multisets, added.
    private static double measures(List<String> expected, List<String> actual) {
        if (expected.isEmpty()) {
            return 3;
        }
        Map<String, Integer> counts = new HashMap<>();
        expected.forEach(text -> counts.merge(text, 1, Integer::sum));
        int common = 0;
        for (var text : actual) {
            if (counts.getOrDefault(text, 0) > 0) {
                counts.merge(text, -1, Integer::sum);
                common++;
            }
        }
        if (common == 0) {
            return 0;
        }
        double recall = common / (double) expected.size();
        double precision = common / (double) actual.size();
        return recall + precision + 2 * recall * precision / (recall + precision);
    }

    private static List<String> records(List<List<String>> rows) {
        return rows.stream().skip(1).map(row -> String.join("", lower(row))).toList();
    }

    private static List<String> lower(List<String> row) {
        return row.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    }

    /// The clean twins quote every cell and stay on one line each, so that they are read here
    /// without the reader under test.
    private static List<List<String>> cleanRows(Path file) throws IOException {
        var rows = new ArrayList<List<String>>();
        for (var line : Files.readAllLines(file)) {
            var cells = line.substring(1, line.length() - 1).split("\",\"", -1);
            rows.add(List.of(cells).stream().map(cell -> cell.replace("\"\"", "\"")).toList());
        }
        return rows;
    }
}
