package io.kedang.kernel.text;

import org.jspecify.annotations.Nullable;

/// A typed identifier before it is read: what every rule forgives is forgiven here once.
final class Typed {
    /// No identifier is longer; a longer text is refused unread.
    static final int LONGEST = 2_000;

    private Typed() {}

    /// Full-width letters, digits and marks made half-width, invisible characters dropped, space at
    /// the ends gone, any space inside one blank; case and everything else as typed. Null when the
    /// text is longer than [#LONGEST].
    static @Nullable String narrow(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        var narrow = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Folding.isSpace(c)) {
                space = true;
            } else if (!FoldingTable.isInvisible(c)) {
                if (space && !narrow.isEmpty()) {
                    narrow.append(' ');
                }
                space = false;
                narrow.append(narrow(c));
            }
        }
        return narrow.toString();
    }

    /// Without what people put between the digits of a long number: blanks, hyphens, dashes.
    static String joined(String narrow) {
        var joined = new StringBuilder(narrow.length());
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c != ' ' && c != '-') {
                joined.append(c);
            }
        }
        return joined.toString();
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static char narrow(char c) {
        if (c >= '！' && c <= '～') {
            return (char) (c - '！' + '!');
        }
        return switch (c) {
            case '‐', '‑', '‒', '–', '—', '―', '−' -> '-';
            case '。', '｡' -> '.';
            case '、' -> ',';
            case '￥' -> '¥';
            default -> c;
        };
    }
}
