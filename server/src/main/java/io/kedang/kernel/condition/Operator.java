package io.kedang.kernel.condition;

import io.kedang.kernel.field.FieldType;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a condition asks of a value. Days are counted in the company's zone, today included:
/// `withinLast P7D` is today and the six days before, `olderThan P7D` everything before those.
public enum Operator {
    EQ("eq", Takes.ONE),
    NE("ne", Takes.ONE),
    IN("in", Takes.SEVERAL),
    LT("lt", Takes.ONE),
    LE("le", Takes.ONE),
    GT("gt", Takes.ONE),
    GE("ge", Takes.ONE),
    BETWEEN("between", Takes.TWO),
    CONTAINS("contains", Takes.ONE),
    STARTS_WITH("startsWith", Takes.ONE),
    MISSING("missing", Takes.NOTHING),
    PRESENT("present", Takes.NOTHING),
    WITHIN_LAST("withinLast", Takes.ONE),
    WITHIN_NEXT("withinNext", Takes.ONE),
    OLDER_THAN("olderThan", Takes.ONE),
    /// A span of the calendar by its name, see [CalendarSpan].
    DURING("during", Takes.ONE);

    enum Takes {
        NOTHING,
        ONE,
        TWO,
        SEVERAL
    }

    private final String word;
    private final Takes takes;

    Operator(String word, Takes takes) {
        this.word = word;
        this.takes = takes;
    }

    /// As it stands in JSON.
    public String word() {
        return word;
    }

    Takes takes() {
        return takes;
    }

    static Optional<Operator> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /// What can be asked of a field of this type.
    public static Set<Operator> of(FieldType type) {
        var operators = EnumSet.of(MISSING, PRESENT);
        operators.addAll(
                switch (type) {
                    case TEXT, LONG_TEXT, PHONE, EMAIL, LINK ->
                            EnumSet.of(EQ, NE, IN, CONTAINS, STARTS_WITH);
                    case REGION -> EnumSet.of(EQ, NE, IN, STARTS_WITH);
                    case CHOICE, USER, DEPARTMENT -> EnumSet.of(EQ, NE, IN);
                    case CHOICES -> EnumSet.of(CONTAINS, IN);
                    case YES_NO -> EnumSet.of(EQ, NE);
                    case WHOLE_NUMBER, DECIMAL, MONEY ->
                            EnumSet.of(EQ, NE, IN, LT, LE, GT, GE, BETWEEN);
                    case DATE, INSTANT -> {
                        var temporal = EnumSet.of(EQ, NE, LT, LE, GT, GE, BETWEEN);
                        temporal.addAll(EnumSet.of(WITHIN_LAST, WITHIN_NEXT, OLDER_THAN, DURING));
                        yield temporal;
                    }
                });
        return operators;
    }
}
