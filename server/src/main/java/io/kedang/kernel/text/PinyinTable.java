package io.kedang.kernel.text;

import com.hankcs.hanlp.dictionary.py.Pinyin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The readings of characters (`readings.txt`) and what is better known of names, places and words
/// (`pinyin-overrides.txt`).
final class PinyinTable {
    private static final String NONE = Pinyin.none5.toString();

    /// @param characters code points
    /// @param readings for each of them the one in use, and others after it
    private record Entry(int[] characters, List<List<String>> readings) {
        boolean standsIn(int[] text, int at) {
            if (at + characters.length > text.length) {
                return false;
            }
            for (int i = 0; i < characters.length; i++) {
                if (text[at + i] != characters[i]) {
                    return false;
                }
            }
            return true;
        }

        int read(int at, ReadingBuilder reading) {
            for (int i = 0; i < characters.length; i++) {
                for (var syllable : readings.get(i)) {
                    reading.offer(at + i, syllable);
                }
            }
            return at + characters.length;
        }
    }

    private final Map<Integer, String> usual = new HashMap<>();
    private final Map<Integer, List<Entry>> surnames = new HashMap<>();
    private final Map<Integer, List<String>> inNames = new HashMap<>();
    private final Map<Integer, List<Entry>> words = new HashMap<>();
    private final Map<Integer, String> singles = new HashMap<>();

    PinyinTable() {
        for (var line : TextTable.lines("readings.txt")) {
            int space = line.indexOf(' ');
            var syllable = line.substring(0, space);
            line.substring(space + 1).codePoints().forEach(c -> usual.put(c, syllable));
        }
        for (var line : TextTable.lines("pinyin-overrides.txt")) {
            var parts = line.split(" +");
            var readings = new ArrayList<List<String>>();
            for (int i = 2; i < parts.length; i++) {
                readings.add(List.of(parts[i].split("/")));
            }
            var entry = new Entry(Folding.fold(parts[1]).codePoints().toArray(), readings);
            int first = entry.characters[0];
            switch (parts[0]) {
                case "surname" -> add(surnames, first, entry);
                case "word" -> add(words, first, entry);
                case "name" -> inNames.put(first, readings.getFirst());
                case "single" -> singles.put(first, readings.getFirst().getFirst());
                default -> throw new IllegalStateException(line);
            }
        }
    }

    private static void add(Map<Integer, List<Entry>> entries, int first, Entry entry) {
        var same = entries.computeIfAbsent(first, _ -> new ArrayList<>());
        same.add(entry);
        same.sort(Comparator.comparing(one -> -one.characters.length));
    }

    @Nullable String usual(int character) {
        return usual.get(character);
    }

    List<String> inNames(int character) {
        return inNames.getOrDefault(character, List.of());
    }

    @Nullable String single(int character) {
        return singles.get(character);
    }

    /// What HanLP calls a reading, in our spelling; null where it has none.
    @Nullable String syllable(@Nullable Pinyin pinyin) {
        return pinyin == null || pinyin.toString().equals(NONE) ? null : pinyin.toString();
    }

    /// @return length of the surname, 0 when there is nothing special about it
    int readSurname(int[] text, ReadingBuilder reading) {
        if (text.length > 0) {
            for (var surname : surnames.getOrDefault(text[0], List.of())) {
                if (surname.standsIn(text, 0)) {
                    return surname.read(0, reading);
                }
            }
        }
        return 0;
    }

    void readWords(int[] text, ReadingBuilder reading) {
        int at = 0;
        while (at < text.length) {
            int next = at + 1;
            for (var word : words.getOrDefault(text[at], List.of())) {
                if (word.standsIn(text, at)) {
                    next = word.read(at, reading);
                    break;
                }
            }
            at = next;
        }
    }
}
