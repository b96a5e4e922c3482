package io.kedang.kernel.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/// Cuts text into the small pieces that a search index keeps, so that any part of a text is found:
/// one Chinese character and more, two Latin letters and more, three digits and more.
///
/// Pieces of the folded text: every Chinese character (also kana, hangul); every pair of adjacent
/// characters that are not both digits; every three letters or three digits in a row: pairs of
/// letters alone would find `changsha` in nearly every firm's pinyin. Punctuation and space end a
/// piece. Each piece is led by its field group, so that a reader is searched only in the groups
/// that he may read. A text that contains a term has all pieces of the term; the converse does not
/// hold, so hits of three characters and more are checked against the folded text.
public final class Grams {
    /// Of the pieces, including the folding below.
    public static final int VERSION = 200 + Folding.VERSION;

    private Grams() {}

    /// What the index keeps of `text`: distinct pieces in order of appearance.
    public static List<String> of(String group, String text) {
        var grams = new LinkedHashSet<String>();
        cut(group, text, grams::add);
        return new ArrayList<>(grams);
    }

    /// The same one by one; some come more than once.
    static void cut(String group, String text, Consumer<String> grams) {
        cut(group, Folding.fold(text), true, grams);
    }

    /// The pieces that a text must have, all of them, to contain `term`. None when the term is too
    /// short or holds nothing but punctuation: then these pieces cannot find it.
    public static List<String> query(String group, String term) {
        var grams = new LinkedHashSet<String>();
        cut(group, Folding.fold(term), false, grams::add);
        return new ArrayList<>(grams);
    }

    /// @param all also the single characters that a longer piece already implies
    private static void cut(String group, String folded, boolean all, Consumer<String> grams) {
        int length = folded.length();
        int start = 0;
        var before = Kind.BREAK;
        var beforeThat = Kind.BREAK;
        int startBefore = 0;
        int startBeforeThat = 0;
        while (start < length) {
            int codePoint = folded.codePointAt(start);
            int end = start + Character.charCount(codePoint);
            var kind = Kind.of(codePoint);
            if (kind == Kind.CHINESE && (all || isAlone(before, folded, end))) {
                grams.accept(group.concat(folded.substring(start, end)));
            }
            if (kind != Kind.BREAK && before != Kind.BREAK) {
                boolean third = kind.comesInThrees() && before == kind && beforeThat == kind;
                if (third) {
                    grams.accept(group.concat(folded.substring(startBeforeThat, end)));
                }
                boolean implied =
                        third || before == Kind.LETTER && isFollowedByALetter(folded, end);
                if (kind != before
                        || kind == Kind.CHINESE
                        || kind == Kind.LETTER && (all || !implied)) {
                    grams.accept(group.concat(folded.substring(startBefore, end)));
                }
            }
            beforeThat = before;
            before = kind;
            startBeforeThat = startBefore;
            startBefore = start;
            start = end;
        }
    }

    private static boolean isFollowedByALetter(String folded, int end) {
        return end < folded.length() && Kind.of(folded.codePointAt(end)) == Kind.LETTER;
    }

    private static boolean isAlone(Kind before, String folded, int end) {
        return before == Kind.BREAK
                && (end == folded.length() || Kind.of(folded.codePointAt(end)) == Kind.BREAK);
    }

    private enum Kind {
        CHINESE,
        LETTER,
        DIGIT,
        BREAK;

        boolean comesInThrees() {
            return this == LETTER || this == DIGIT;
        }

        static Kind of(int c) {
            if (c < 0x80) {
                return c >= '0' && c <= '9' ? DIGIT : c >= 'a' && c <= 'z' ? LETTER : BREAK;
            }
            if (!Character.isLetterOrDigit(c)) {
                return BREAK;
            }
            return c >= 0x1100 && c < 0x1200 || c >= 0x2E80 ? CHINESE : LETTER;
        }
    }
}
