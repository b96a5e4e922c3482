package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The tables that were taken from ICU and HanLP are what these libraries say today. After an
/// upgrade that changes them, `-Dkedang.tables=write` writes them anew; raise the `VERSION` of what
/// is derived from them then.
class TextTablesTests {
    private static final Path FOLDER =
            Path.of("src/main/resources/io/kedang/kernel/text").toAbsolutePath();

    @Test
    void simplifiedCharactersAreThoseOfIcuAndOfHanlpWhereIcuHasNone() throws Exception {
        var icu = Transliterator.getInstance("Hant-Hans");
        var hanlp = hanlpSimplified();
        var pairs = new TreeMap<Integer, String>();
        ideographs()
                .forEach(
                        c -> {
                            var simplified = icu.transliterate(c);
                            if (simplified.equals(c)) {
                                simplified = hanlp.getOrDefault(c, c);
                            }
                            if (!simplified.equals(c)
                                    && simplified.codePointCount(0, simplified.length()) == 1) {
                                pairs.put(c.codePointAt(0), simplified);
                            }
                        });
        var table =
                new StringBuilder(
                        """
                        # Traditional character, Simplified character: ICU 79 Hant-Hans (Unicode licence),
                        # and where it has none HanLP 1.8.6 t2s (Apache licence). Written by TextTablesTests.
                        """);
        pairs.forEach(
                (from, to) -> {
                    var end = pairs.getOrDefault(to.codePointAt(0), to);
                    if (pairs.containsKey(end.codePointAt(0))) {
                        System.out.println(
                                "left out, goes in a circle: "
                                        + Character.toString(from)
                                        + to
                                        + end);
                        return;
                    }
                    table.append(Character.toString(from)).append(end).append('\n');
                });
        compare("simplified.txt", table.toString());
    }

    @Test
    void readingsOfCharactersAreThoseOfIcu() throws Exception {
        var pinyin = Transliterator.getInstance("Han-Latin; Latin-NumericPinyin");
        var bySyllable = new TreeMap<String, StringBuilder>();
        ideographs()
                .forEach(
                        c -> {
                            var syllable = pinyin.transliterate(c).strip().replace('ü', 'v');
                            if (syllable.matches("[a-z]+[1-5]?")) {
                                bySyllable
                                        .computeIfAbsent(syllable, _ -> new StringBuilder())
                                        .append(c);
                            }
                        });
        var table =
                new StringBuilder(
                        """
                        # Syllable with its tone, characters: ICU 79 Han-Latin (Unicode licence).
                        # Written by TextTablesTests.
                        """);
        bySyllable.forEach(
                (syllable, characters) ->
                        table.append(syllable).append(' ').append(characters).append('\n'));
        compare("readings.txt", table.toString());
    }

    private static java.util.stream.Stream<String> ideographs() {
        return java.util.stream.IntStream.rangeClosed(0x3007, 0x323AF)
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .mapToObj(Character::toString)
                .filter(c -> java.text.Normalizer.isNormalized(c, java.text.Normalizer.Form.NFKC));
    }

    private static Map<String, String> hanlpSimplified() throws IOException {
        var pairs = new HashMap<String, String>();
        try (var in =
                Objects.requireNonNull(
                        TextTablesTests.class.getResourceAsStream("/data/dictionary/tc/t2s.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("[= ]"))
                    .filter(pair -> pair.length >= 2)
                    .forEach(pair -> pairs.put(pair[0], pair[1]));
        }
        return pairs;
    }

    private static void compare(String name, String expected) throws IOException {
        var file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("kedang.tables"))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).isEqualTo(expected);
    }
}
