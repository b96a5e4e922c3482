package io.kedang.kernel.text;

/// Keeps spreadsheet programs from running a cell of a CSV file as a formula.
///
/// A text that begins with = + - @ (also full-width), a tab or a line break, even behind spaces and
/// control characters, gets an apostrophe in front, and so does one that only looks as if it had
/// one from here. [#unescape] takes exactly these away again: `unescape(escape(s))` is always `s`.
public final class FormulaGuard {
    private static final char MARK = '\'';
    private static final String STARTS = "=+-@＝＋－＠﹢﹣﹦﹫";

    private FormulaGuard() {}

    public static String escape(String text) {
        return isRisky(text) ? MARK + text : text;
    }

    public static String unescape(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK && isRisky(text)
                ? text.substring(1)
                : text;
    }

    private static boolean isRisky(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == MARK) {
            at++;
        }
        boolean breaks = false;
        while (at < text.length() && isIgnored(text.charAt(at))) {
            char c = text.charAt(at);
            breaks |= c == '\t' || c == '\r' || c == '\n' || c == 0;
            at++;
        }
        return breaks || at < text.length() && STARTS.indexOf(text.charAt(at)) >= 0;
    }

    /// What spreadsheet programs skip in front of a formula.
    private static boolean isIgnored(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
