package io.kedang.intake.table.workbook;

import java.util.Locale;

/// What the number format of a cell says about its number.
///
/// @param zeros digits that are shown at least, as in the format 000000 of post codes
record CellFormat(Kind kind, int zeros) {
    static final CellFormat GENERAL = new CellFormat(Kind.NUMBER, 0);

    enum Kind {
        NUMBER,
        DATE,
        MOMENT,
        TIME,
        /// Hours that may be more than a day has.
        ELAPSED
    }

    /// @param id of the format; those below 164 are built in, some of them for Chinese only
    /// @param code null when the workbook does not state it
    static CellFormat of(int id, @org.jspecify.annotations.Nullable String code) {
        if (code != null && !code.isBlank()) {
            return of(code);
        }
        if (id >= 14 && id <= 17
                || id >= 27 && id <= 31
                || id == 36
                || id >= 50 && id <= 54
                || id == 57
                || id == 58) {
            return new CellFormat(Kind.DATE, 0);
        }
        if (id >= 18 && id <= 21
                || id >= 32 && id <= 35
                || id == 45
                || id == 47
                || id == 55
                || id == 56) {
            return new CellFormat(Kind.TIME, 0);
        }
        if (id == 22) {
            return new CellFormat(Kind.MOMENT, 0);
        }
        return id == 46 ? new CellFormat(Kind.ELAPSED, 0) : GENERAL;
    }

    /// The first section of the code tells: what stands in quotes, brackets or behind a backslash
    /// is text, and m is a minute only beside hours and seconds.
    private static CellFormat of(String code) {
        boolean day = false;
        boolean clock = false;
        boolean month = false;
        boolean digits = false;
        var plain = new StringBuilder();
        var lower = code.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            switch (c) {
                case '"' -> i = skipTo(lower, i + 1, '"');
                case '\\', '_', '*' -> i++;
                case '[' -> {
                    int end = skipTo(lower, i + 1, ']');
                    var inner = lower.substring(i + 1, Math.min(end, lower.length()));
                    if (inner.matches("h+|m+|s+")) {
                        return new CellFormat(Kind.ELAPSED, 0);
                    }
                    i = end;
                }
                case ';' -> i = lower.length();
                case 'y', 'd', 'e' -> day |= c != 'e' || !digits;
                case 'm' -> month = true;
                case 'h', 's' -> clock = true;
                case '0', '#', '?' -> {
                    digits = true;
                    plain.append(c);
                }
                default -> plain.append(c);
            }
        }
        if (lower.strip().equals("general")) {
            return GENERAL;
        }
        if (clock) {
            return new CellFormat(day ? Kind.MOMENT : Kind.TIME, 0);
        }
        if (day || month && !digits) {
            return new CellFormat(Kind.DATE, 0);
        }
        boolean onlyZeros = plain.length() > 1 && plain.chars().allMatch(c -> c == '0');
        return new CellFormat(Kind.NUMBER, onlyZeros ? plain.length() : 0);
    }

    private static int skipTo(String code, int from, char end) {
        int at = code.indexOf(end, from);
        return at < 0 ? code.length() : at;
    }
}
