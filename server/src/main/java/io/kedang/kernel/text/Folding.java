package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.HashMap;
import java.util.Map;

/// One form for texts that a reader takes for the same, for comparing and searching; and the form
/// in which typed text is stored.
///
/// Folding is lossy on purpose: width, case, accents, Traditional against Simplified, old forms of
/// characters, kinds of quotation marks, brackets and dashes are gone afterwards. White space is
/// one space, and none at all between two Chinese characters, where it carries no meaning (`王　芳`
/// is how rosters align `王芳`). A search line of several words is therefore split before it is
/// folded. Never show a folded text to anybody.
public final class Folding {
    /// Of the folded form; whatever was derived from an older one has to be derived again.
    public static final int VERSION = 1;

    private static final FoldingTable TABLE = new FoldingTable();

    private Folding() {}

    /// Any text at all; what is no character (control, unpaired surrogate) is dropped. Folding a
    /// folded text changes nothing.
    public static String fold(String text) {
        return fold(text, "");
    }

    /// As [#fold(String)], but the characters in `kept` stay as they are.
    static String fold(String text, String kept) {
        var folded = new Folded(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                folded.add(kept.indexOf(c) < 0 ? TABLE.of(c) : c, c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                folded.addAll(TABLE.ofSupplementary(Character.toCodePoint(c, text.charAt(++i))));
            }
        }
        return folded.equalTo(text) ? text : folded.toString();
    }

    /// One line as somebody typed it: white space at the ends is gone, line breaks and tabs inside
    /// are spaces, invisible characters that would let two texts look alike (byte order mark, zero
    /// width space, direction overrides) are gone. Control characters and broken surrogates, which
    /// no database and no XML takes, are refused.
    public static Parsed<String> tidy(String text) {
        return tidy(text, false);
    }

    /// As [#tidy] for a text of several lines, which end in `\n`.
    public static Parsed<String> tidyLines(String text) {
        return tidy(text, true);
    }

    /// Where the first character stands that no text may hold, counted from 1; 0 when there is
    /// none.
    public static int unprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isISOControl(c) && "\t\n\r\u0085".indexOf(c) < 0
                    || Character.isSurrogate(c)
                    || c >= 0xFFFE) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Parsed<String> tidy(String text, boolean lines) {
        int unprintable = unprintable(text);
        if (unprintable > 0) {
            return Parsed.wrong(ValueProblem.UNPRINTABLE, unprintable);
        }
        var tidy = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                tidy.append(lines ? '\n' : ' ');
            } else if (c == '\t') {
                tidy.append(lines ? '\t' : ' ');
            } else if (!FoldingTable.isInvisible(c)) {
                tidy.append(c);
            }
        }
        return Parsed.right(trim(tidy));
    }

    private static String trim(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.subSequence(start, end).toString();
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// The text under construction: knows the last character, so that space and marks find their
    /// place without a second pass.
    private static final class Folded {
        private final StringBuilder text;
        private boolean space;

        Folded(int length) {
            text = new StringBuilder(length);
        }

        void add(char folded, char original) {
            switch (folded) {
                case FoldingTable.DROPPED -> {}
                case FoldingTable.SPACE -> space = true;
                case FoldingTable.SEVERAL -> addAll(TABLE.several(original));
                case FoldingTable.JOINS -> join(FoldingTable.mark(original));
                default -> append(folded);
            }
        }

        void addAll(String several) {
            for (int i = 0; i < several.length(); i++) {
                append(several.charAt(i));
            }
        }

        private void append(char c) {
            if (space) {
                space = false;
                if (!text.isEmpty() && !(isHan(text.charAt(text.length() - 1)) && isHan(c))) {
                    text.append(' ');
                }
            }
            text.append(c);
        }

        /// A mark that makes one character with the one before it: か + ゛, ㅎ + ㅏ.
        private void join(char mark) {
            if (!space && !text.isEmpty()) {
                var joined = FoldingTable.joined(text.charAt(text.length() - 1), mark);
                if (joined != 0) {
                    text.setCharAt(text.length() - 1, joined);
                    return;
                }
            }
            append(mark);
        }

        boolean equalTo(String original) {
            return text.length() == original.length() && original.contentEquals(text);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /// Ideographs of the planes 2 and 3 begin with the surrogates D840 to D88D and end in any low
    /// one.
    private static boolean isHan(char c) {
        return c >= '\u3400' && c <= '\u9FFF'
                || c == '〇'
                || c >= '\uD840' && c <= '\uD88D'
                || Character.isLowSurrogate(c);
    }

    static Map<Integer, Integer> pairs(String name) {
        var pairs = new HashMap<Integer, Integer>();
        for (var line : TextTable.lines(name)) {
            var codePoints = line.codePoints().toArray();
            pairs.put(codePoints[0], codePoints[codePoints.length - 1]);
        }
        return pairs;
    }
}
