package io.kedang.kernel.condition;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a condition is refused. The member `path` of the problem document is the JSON pointer to the
/// place, so that a filter builder can mark the row.
public enum ConditionProblem implements Problem {
    UNREADABLE("condition.unreadable", HttpStatus.BAD_REQUEST),
    WRONG_SHAPE("condition.wrong-shape", HttpStatus.BAD_REQUEST),
    TOO_DEEP("condition.too-deep"),
    TOO_LARGE("condition.too-large"),
    TEXT_TOO_LONG("condition.text-too-long"),
    LIST_TOO_LONG("condition.list-too-long"),
    UNKNOWN_FIELD("condition.unknown-field"),
    UNKNOWN_RELATED("condition.unknown-related"),
    UNKNOWN_OPERATOR("condition.unknown-operator"),
    UNKNOWN_AGGREGATE("condition.unknown-aggregate"),
    UNKNOWN_OPTION("condition.unknown-option"),
    OPERATOR_NOT_ALLOWED("condition.operator-not-allowed"),
    AGGREGATE_NOT_ALLOWED("condition.aggregate-not-allowed"),
    MASKED_FIELD("condition.masked-field"),
    WRONG_VALUE("condition.wrong-value"),
    WRONG_NUMBER_OF_VALUES("condition.wrong-number-of-values"),
    NOT_IN_ANALYSIS("condition.not-in-analysis");

    private final String code;
    private final HttpStatus status;

    ConditionProblem(String code) {
        this(code, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    ConditionProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
