package io.kedang.intake.table.row;

import java.util.regex.Pattern;

/// What a cell looks like to somebody who does not know the table: enough to tell a heading from
/// data and one dialect from another, not to convert values.
public enum CellType {
    EMPTY,
    NUMBER,
    DATE,
    TIME,
    ADDRESS,
    CODE,
    TEXT,
    /// Digits and marks that are none of the above, as remains when a cell was cut at a wrong
    /// place.
    SCRAP;

    private static final int LONGEST = 64;
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "[-+(]?[$€£¥￥]?[-+]?(\\d{1,3}+(?:,\\d{3})++(?:\\.\\d++)?|\\d++[.,]?\\d*+)"
                            + "(?:[eE][-+]?\\d++)?\\s?[%‰$€£¥元)]?");
    private static final String DAY =
            "(?:\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}"
                    + "|\\d{1,2}[- ]\\p{L}{3,9}[- ]\\d{2,4})";
    private static final String CLOCK =
            "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d++)?)?(?:\\s?[AaPp][Mm])?";
    private static final Pattern DATES =
            Pattern.compile(DAY + "(?:[T ]" + CLOCK + "(?:Z|[-+]\\d{2}:?\\d{2})?)?");
    private static final Pattern TIMES = Pattern.compile(CLOCK);
    private static final Pattern ADDRESSES =
            Pattern.compile("(?:https?|ftp)://\\S++|www\\.\\S++|[^\\s@,;|]++@[^\\s@,;|]++\\.\\w++");
    private static final Pattern CODES = Pattern.compile("(?=.*\\d)[\\w][\\w./#*+-]*+");

    public static CellType of(String cell) {
        var text = cell.strip();
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (text.length() > LONGEST) {
            return text.startsWith("http") ? ADDRESS : TEXT;
        }
        if (NUMBERS.matcher(text).matches()) {
            return NUMBER;
        }
        if (DATES.matcher(text).matches()) {
            return DATE;
        }
        if (TIMES.matcher(text).matches()) {
            return TIME;
        }
        if (ADDRESSES.matcher(text).matches()) {
            return ADDRESS;
        }
        if (CODES.matcher(text).matches()) {
            return CODE;
        }
        return text.codePoints().anyMatch(Character::isLetter) ? TEXT : SCRAP;
    }

    /// Whether a value of this type would be a strange name for a column.
    public boolean isValue() {
        return this == NUMBER || this == DATE || this == TIME || this == ADDRESS;
    }
}
