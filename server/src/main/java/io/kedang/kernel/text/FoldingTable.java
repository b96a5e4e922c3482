package io.kedang.kernel.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What each character folds to. Made once, in about 0.1 s, from the Unicode compatibility forms of
/// the JDK and our two tables: `simplified.txt` (Traditional to Simplified) and `variants.txt`
/// (old forms, radicals that PDF files give for characters, kinds of quotation marks and dashes).
final class FoldingTable {
    static final char DROPPED = 0;
    static final char SPACE = ' ';
    /// Folds to more than one character, or to one outside the basic plane.
    static final char SEVERAL = '\uFFFF';
    /// Belongs to the character before it, if the two make one.
    static final char JOINS = '\uFFFE';

    private static final Map<Character, String> SPELLED =
            Map.of('ß', "ss", 'æ', "ae", 'œ', "oe", 'þ', "th");

    private final char[] folded = new char[0x10000];
    private final Map<Character, String> several = new HashMap<>();
    private final Map<Integer, Integer> simplified = new HashMap<>();

    FoldingTable() {
        simplified.putAll(Folding.pairs("simplified.txt"));
        simplified.putAll(Folding.pairs("variants.txt"));
        for (char c = 0; c < 0xFFFE; c++) {
            folded[c] = entry(c);
        }
    }

    char of(char c) {
        return folded[c];
    }

    String several(char c) {
        return several.getOrDefault(c, "");
    }

    /// A mark that joins, in its full-width form.
    static char mark(char c) {
        return Normalizer.normalize(String.valueOf(c), Form.NFKC).strip().charAt(0);
    }

    static char joined(char before, char mark) {
        var both = Normalizer.normalize(new String(new char[] {before, mark}), Form.NFC);
        return both.length() == 1 ? both.charAt(0) : 0;
    }

    String ofSupplementary(int codePoint) {
        if (codePoint >= 0xE0000 && codePoint <= 0xE0FFF) {
            return "";
        }
        var single = simplified.get(codePoint);
        return single == null ? plain(Character.toString(codePoint)) : Character.toString(single);
    }

    static boolean isInvisible(char c) {
        return c >= '\u200B' && c <= '\u200F' && c != '\u200D'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2060' && c <= '\u2069'
                || c == '\uFEFF'
                || c == '\u00AD'
                || c == '\u180E';
    }

    private char entry(char c) {
        if (Character.isSurrogate(c) || isDropped(c)) {
            return DROPPED;
        }
        if (Folding.isSpace(c) || c == '\u0085') {
            return SPACE;
        }
        var text =
                hasOneForm(c)
                        ? Character.toString(simplified.getOrDefault((int) c, (int) c))
                        : plain(String.valueOf(c));
        if (text.length() == 1) {
            return joins(text.charAt(0)) ? JOINS : text.charAt(0);
        }
        if (text.isEmpty()) {
            return DROPPED;
        }
        several.put(c, text);
        return SEVERAL;
    }

    /// Sound marks of kana, and the parts of a Korean syllable that follow its initial.
    private static boolean joins(char c) {
        return c == '\u3099' || c == '\u309A' || c >= '\u1161' && c <= '\u11FF';
    }

    /// Ideographs, Korean syllables, private use: nothing to decompose, which saves most of the
    /// time.
    private static boolean hasOneForm(char c) {
        return c >= '\u3400' && c <= '\u9FFF'
                || c >= '\uAC00' && c <= '\uD7A3'
                || c >= '\uE000' && c <= '\uF8FF';
    }

    private static boolean isDropped(char c) {
        return Character.isISOControl(c) && !Character.isWhitespace(c) && c != '\u0085'
                || isInvisible(c)
                || c == '\u200D'
                || c >= '\u0300' && c <= '\u036F'
                || c >= '\uFE00' && c <= '\uFE0F';
    }

    private String plain(String character) {
        var plain = new StringBuilder();
        compatible(character)
                .codePoints()
                .forEach(
                        c -> {
                            if (c > 0xFFFF) {
                                plain.appendCodePoint(simplified.getOrDefault(c, c));
                            } else if (SPELLED.containsKey((char) c)) {
                                plain.append(SPELLED.get((char) c));
                            } else if (!isDropped((char) c) && !Folding.isSpace((char) c)) {
                                plain.appendCodePoint(simplified.getOrDefault(c, c));
                            }
                        });
        return plain.toString();
    }

    /// Compatibility form in lower case, accents apart from their letters, Korean syllables whole.
    private static String compatible(String character) {
        var composed = Normalizer.normalize(character, Form.NFKC).toLowerCase(Locale.ROOT);
        var apart = new StringBuilder();
        composed.codePoints()
                .mapToObj(Character::toString)
                .forEach(c -> apart.append(hasAccent(c) ? Normalizer.normalize(c, Form.NFKD) : c));
        return apart.toString();
    }

    private static boolean hasAccent(String character) {
        int c = character.codePointAt(0);
        return c < 0x1100 || c >= 0x1E00 && c < 0x2E80;
    }
}
