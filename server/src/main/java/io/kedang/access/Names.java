package io.kedang.access;

import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;

import java.util.List;

/// What a name of a person, department or role has to be: not blank, at most 100 characters.
public final class Names {
    private static final int LONGEST = 100;

    private Names() {}

    public static void check(String field, String name, List<FieldError> errors) {
        if (name.isBlank()) {
            errors.add(FieldError.of(field, AccessProblem.NAME_MISSING));
        } else if (name.strip().length() > LONGEST) {
            errors.add(FieldError.of(field, AccessProblem.NAME_TOO_LONG, LONGEST));
        }
    }

    public static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusal.of(RequestProblem.INVALID, errors);
        }
    }
}
