package io.kedang.matrix;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.IdNumber;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes values that occur once, and finds them in whatever the house answers. Each has the form
/// that its field wants, so that it passes every check.
final class Canaries {
    /// What may be a canary: ids, words, file numbers, credit codes, days, coordinates, digits.
    private static final Pattern SUSPECT =
            Pattern.compile(
                    "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|zq[a-o]{8}qz|kh-\\d{4}-\\d+"
                            + "|9150[0-9a-z]{14}|19\\d\\d-\\d\\d-\\d\\d|\\d{2,3}\\.\\d{6}"
                            + "|\\d{10,}x?");

    /// Always the same ones.
    private final Random letters = new Random(20_261_122);

    private static final int[] LENGTHS = {10, 11, 17, 18};

    private final Map<String, Canary> known = new HashMap<>();
    private int count;

    /// Letters only, so that nothing finds it for a number in it, and hardly two of them alike, for
    /// search looks at pairs.
    String word(String file, String field, boolean sealed) {
        var word = new StringBuilder("zq");
        letters.ints(8, 'a', 'p').forEach(word::appendCodePoint);
        count++;
        return know(file, field, sealed, word.append("qz").toString());
    }

    String mobile(String file, String field) {
        return know(file, field, true, "139%07d7".formatted(++count));
    }

    /// A number that stands in clear, as those of organisations do.
    String landline(String file, String field) {
        var digits = know(file, field, false, "288%07d".formatted(++count));
        return "0" + digits;
    }

    String idNumber(String file, String field) {
        int number = ++count;
        var first = "510107%d%03d".formatted(19_600_101 + number / 1000, number % 1000);
        for (var check : "0123456789X".split("")) {
            if (IdNumber.parse(first + check) instanceof Parsed.Right<IdNumber>(var right)) {
                return know(file, field, true, right.text());
            }
        }
        throw new IllegalStateException(first);
    }

    String bankAccount(String file, String field) {
        return know(file, field, true, "62284804%09d".formatted(++count));
    }

    String creditCode(String file, String field) {
        var code = CreditCode.complete("91500000MA5%06d".formatted(++count)).text();
        return know(file, field, false, code);
    }

    LocalDate day(String file, String field, boolean sealed) {
        var day = LocalDate.of(1930, 1, 1).plusDays(++count);
        know(file, field, sealed, day.toString());
        return day;
    }

    /// A coordinate in degrees.
    String degrees(String file, String field, boolean sealed) {
        return know(file, field, sealed, "%d.1%04d7".formatted(60, ++count));
    }

    /// A value that the house has chosen, such as an id.
    String know(String file, String field, boolean sealed, String value) {
        var earlier =
                known.put(value.toLowerCase(Locale.ROOT), new Canary(file, field, sealed, value));
        if (earlier != null) {
            throw new IllegalStateException(value + " is " + earlier + " already");
        }
        return value;
    }

    /// All that stand somewhere in the text, also with spaces or line ends within.
    Set<Canary> in(String text) {
        var found = new LinkedHashSet<Canary>();
        var plain = text.toLowerCase(Locale.ROOT);
        search(plain, found);
        search(plain.replaceAll("\\s", ""), found);
        return found;
    }

    private void search(String text, Set<Canary> found) {
        var suspects = SUSPECT.matcher(text);
        while (suspects.find()) {
            var suspect = suspects.group();
            look(suspect, found);
            if (Character.isDigit(suspect.charAt(suspect.length() - 2))) {
                for (int length : LENGTHS) {
                    for (int from = 0; from + length <= suspect.length(); from++) {
                        look(suspect.substring(from, from + length), found);
                    }
                }
            }
        }
    }

    private void look(String suspect, Set<Canary> found) {
        var canary = known.get(suspect);
        if (canary != null) {
            found.add(canary);
        }
    }

    /// Those that are masked even for who may read their file.
    List<Canary> sealed() {
        return known.values().stream()
                .filter(Canary::sealed)
                .sorted(Comparator.comparing(Canary::value))
                .toList();
    }

    /// Those that stand in clear in a file.
    List<Canary> clearOf(GuardedFile file) {
        return known.values().stream()
                .filter(canary -> canary.file().equals(file.key()) && !canary.sealed())
                .sorted(Comparator.comparing(Canary::value))
                .toList();
    }

    /// The value that this field of the file has.
    String of(GuardedFile file, String field) {
        return known.values().stream()
                .filter(canary -> canary.file().equals(file.key()) && canary.field().equals(field))
                .map(Canary::value)
                .findFirst()
                .orElseThrow();
    }

    int size() {
        return known.size();
    }
}
