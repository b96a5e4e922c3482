package io.kedang.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Rows with every kind of damage that `damage.txt` lists, each followed by a good one.
final class DamagedRows {
    private static final Pattern REFERENCE =
            Pattern.compile("\\{(?:(wide|narrow|unlike) )?(base\\.)?(\\w+)(?: (\\d+) (\\d+))?}");
    private static final Pattern REPEATED = Pattern.compile("(.)×(\\d+)");

    private DamagedRows() {}

    /// @param cells in the order of [TestRows#COLUMNS]
    /// @param outcome where the row is to be counted
    /// @param errorColumn that the reason names; empty where it means no single one
    record DamagedRow(String kind, List<String> cells, String outcome, String errorColumn) {}

    /// What the damaged rows resemble: to be imported before.
    static List<Map<String, String>> base(int first) {
        return TestRows.firms(first, 3).stream()
                .map(row -> TestRows.with(row, "name", inBrackets(row.get("name"))))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String inBrackets(String name) {
        return name.substring(2, 6) + "（" + name.substring(0, 2) + "）" + name.substring(6);
    }

    static List<DamagedRow> all(int first) {
        var base = base(first);
        var rows = new ArrayList<DamagedRow>();
        int number = first + 100;
        for (var line : lines()) {
            var parts = line.split("\\|", -1);
            var good = TestRows.firm(number++);
            var like = base.get(number % base.size());
            rows.add(damaged(parts, good, like));
            rows.add(new DamagedRow("good", cells(TestRows.firm(number++)), "new", ""));
        }
        return rows;
    }

    private static DamagedRow damaged(
            String[] parts, Map<String, String> good, Map<String, String> like) {
        var column = parts[1].strip();
        var value = parts[2].strip();
        var cells = cells(good);
        if (column.equals("cells") && value.startsWith("+")) {
            for (int more = Integer.parseInt(value); more > 0; more--) {
                cells.add("多出来的" + more);
            }
        } else if (column.equals("cells")) {
            cells = cells.subList(0, Integer.parseInt(value));
        } else {
            cells.set(TestRows.COLUMNS.indexOf(column), filled(value, good, like));
        }
        return new DamagedRow(parts[0].strip(), cells, parts[3].strip(), parts[4].strip());
    }

    private static String filled(
            String template, Map<String, String> good, Map<String, String> like) {
        var filled =
                REFERENCE
                        .matcher(template.replace('␣', ' ').translateEscapes())
                        .replaceAll(
                                found -> {
                                    var row = found.group(2) == null ? good : like;
                                    var text = row.get(found.group(3));
                                    if (found.group(4) != null) {
                                        int end = Integer.parseInt(found.group(5));
                                        text =
                                                text.substring(
                                                        Integer.parseInt(found.group(4)),
                                                        Math.min(end, text.length()));
                                    }
                                    return java.util.regex.Matcher.quoteReplacement(
                                            change(found.group(1)).apply(text));
                                });
        return REPEATED.matcher(filled)
                .replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
    }

    private static UnaryOperator<String> change(String how) {
        return switch (how) {
            case null -> text -> text;
            case "wide" ->
                    text ->
                            text.chars()
                                    .mapToObj(c -> String.valueOf((char) (c - '0' + '０')))
                                    .collect(Collectors.joining());
            case "narrow" -> text -> text.replace('（', '(').replace('）', ')');
            case "unlike" ->
                    text -> text.substring(0, text.length() - 1) + (text.endsWith("3") ? "4" : "3");
            default -> throw new IllegalArgumentException(how);
        };
    }

    private static List<String> cells(Map<String, String> row) {
        return TestRows.COLUMNS.stream()
                .map(column -> row.getOrDefault(column, ""))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> lines() {
        try (var in = DamagedRows.class.getResourceAsStream("damage.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
