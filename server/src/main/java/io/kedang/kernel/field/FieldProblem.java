package io.kedang.kernel.field;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a value does not fit its field; what is wrong with the text of a value itself, ValueProblem
/// says.
public enum FieldProblem implements Problem {
    WRONG_TYPE("field.wrong-type"),
    OPTION_UNKNOWN("field.option-unknown"),
    TOO_MANY("field.too-many"),
    TOO_SMALL("field.too-small"),
    CURRENCY_UNKNOWN("field.currency-unknown"),
    MONEY_TOO_FINE("field.money-too-fine"),
    ID_FORM("field.id-form");

    private final String code;

    FieldProblem(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
