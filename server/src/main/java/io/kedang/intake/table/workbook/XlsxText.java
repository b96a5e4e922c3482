package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import java.util.regex.Pattern;

/// Texts as OOXML spells them.
final class XlsxText {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxText() {}

    static void append(StringBuilder text, String more) {
        if (text.length() + more.length() > Limits.CELL) {
            throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
        }
        text.append(more);
    }

    /// Characters that XML cannot hold stand as _x000D_.
    static String unescape(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(
                        match ->
                                java.util.regex.Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(match.group(1), 16))));
    }
}
