package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import io.kedang.goal.Course;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Goal S16: the table of what OWASP's ASVS 5.0 asks for (`docs/security/asvs.csv`) has every item,
/// and whatever it names as an answer is there. How many are open, the readable page tells.
@Tag("s16")
class AsvsTests {
    private static final Path ROOT = Path.of("..");
    private static final Path TABLE = ROOT.resolve("docs/security/asvs.csv");
    private static final Path PAGE = ROOT.resolve("docs/security/asvs.md");

    /// Items of ASVS 5.0.0 by level.
    private static final List<Integer> ITEMS = List.of(70, 183, 92);

    private static List<NamedCsvRecord> table() throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(TABLE)) {
            return csv.stream().toList();
        }
    }

    private static boolean isAsked(NamedCsvRecord item) {
        return item.getField("applies").equals("yes") && !item.getField("level").equals("3");
    }

    @Test
    void everyItemStandsThereOnce() throws IOException {
        var levels = new TreeMap<String, Integer>();
        var seen = new HashSet<String>();
        for (var item : table()) {
            assertThat(item.getField("item")).matches("V\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}");
            assertThat(seen.add(item.getField("item"))).as(item.getField("item")).isTrue();
            levels.merge(item.getField("level"), 1, Integer::sum);
        }
        assertThat(levels.values()).containsExactlyElementsOf(ITEMS);
    }

    @Test
    void whatDoesNotApplyAndWhatIsOpenSayWhy() throws IOException {
        for (var item : table()) {
            var name = item.getField("item");
            var state = item.getField("state");
            if (isAsked(item)) {
                assertThat(state).as(name).isIn("answered", "open");
                assertThat(item.getField("answer").isEmpty())
                        .as(name)
                        .isEqualTo(state.equals("open"));
            } else {
                assertThat(state).as(name).isIn("-", "later");
            }
            if (state.equals("open") || state.equals("-")) {
                assertThat(item.getField("note")).as(name).isNotBlank();
            }
        }
    }

    @Test
    void whateverIsNamedAsAnAnswerIsThere() throws IOException {
        var missing = new ArrayList<String>();
        for (var item : table()) {
            for (var answer : item.getField("answer").split(" ")) {
                if (!answer.isEmpty() && !isThere(answer)) {
                    missing.add(item.getField("item") + ": " + answer);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(isThere("test:io.kedang.house.AsvsTests#everyItemStandsThereOnce")).isTrue();
        assertThat(isThere("test:io.kedang.house.AsvsTests#everyItemStandsThere")).isFalse();
        assertThat(isThere("test:io.kedang.house.NoTests")).isFalse();
        assertThat(isThere("code:io.kedang.Nobody")).isFalse();
        assertThat(isThere("file:docs/nothing.md")).isFalse();
    }

    private static boolean isThere(String answer) throws IOException {
        int colon = answer.indexOf(':');
        var what = answer.substring(colon + 1);
        return switch (answer.substring(0, colon)) {
            case "file" -> Files.isRegularFile(ROOT.resolve(what));
            case "code" -> Files.isRegularFile(source("main", what));
            case "test" -> isTestThere(what);
            default -> false;
        };
    }

    private static boolean isTestThere(String what) throws IOException {
        var parts = what.split("#");
        var source = source("test", parts[0]);
        return Files.isRegularFile(source)
                && (parts.length == 1
                        || Files.readString(source).contains(" void " + parts[1] + "("));
    }

    private static Path source(String set, String name) {
        return ROOT.resolve("server/src/%s/java/%s.java".formatted(set, name.replace('.', '/')));
    }

    /// In its full form the goal is met when nothing is open.
    @Test
    void theNumberOfOpenItemsIsTheOneThatThePageTells(TestReporter reporter) throws IOException {
        var asked = table().stream().filter(AsvsTests::isAsked).toList();
        var open = asked.stream().filter(item -> item.getField("state").equals("open")).toList();
        reporter.publishEntry("asked", Integer.toString(asked.size()));
        reporter.publishEntry("open", Integer.toString(open.size()));
        assertThat(Files.readString(PAGE))
                .contains("**%d** of %d".formatted(asked.size() - open.size(), asked.size()));
        if (Course.isFull()) {
            assertThat(open).extracting(item -> item.getField("item")).isEmpty();
        }
    }

    @Test
    void thePageListsEveryOpenItem() throws IOException {
        var page = Files.readString(PAGE);
        var open =
                table().stream()
                        .filter(item -> item.getField("state").equals("open"))
                        .map(item -> "| " + item.getField("item") + " |");
        assertThat(lines(page)).containsAll(open.toList());
    }

    private static Set<String> lines(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| V"))
                .flatMap(line -> Stream.of(line.substring(0, line.indexOf('|', 2) + 1)))
                .collect(java.util.stream.Collectors.toSet());
    }
}
