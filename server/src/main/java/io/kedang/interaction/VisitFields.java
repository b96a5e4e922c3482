package io.kedang.interaction;

import static io.kedang.kernel.field.DataClass.P1;
import static io.kedang.kernel.field.FieldType.CHOICES;
import static io.kedang.kernel.field.FieldType.DATE;
import static io.kedang.kernel.field.FieldType.LONG_TEXT;
import static io.kedang.kernel.field.FieldType.TEXT;
import static io.kedang.kernel.field.Secrecy.CLEAR;

import io.kedang.kernel.field.Field;

import java.util.List;

/// What is noted of a visit.
public final class VisitFields {
    /// Under which the texts have the labels of these fields.
    public static final String RECORD = "visit";

    static final Field VISITED_ON = Field.of("visit", "visitedOn", DATE, P1, CLEAR).asRequired();
    static final Field PEOPLE_MET = Field.of("visit", "peopleMet", CHOICES, P1, CLEAR).asRequired();

    public static final List<Field> ALL =
            List.of(
                    VISITED_ON,
                    Field.of("visit", "place", TEXT, P1, CLEAR),
                    PEOPLE_MET,
                    Field.of("visit", "summary", LONG_TEXT, P1, CLEAR).asRequired());

    private VisitFields() {}
}
