package io.kedang.intake;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum ImportProblem implements Problem {
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND),
    FILE_MISSING("file-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_TOO_LARGE("file-too-large", HttpStatus.CONTENT_TOO_LARGE),
    FILE_GONE("file-gone", HttpStatus.CONFLICT),
    KIND_UNKNOWN("kind-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    COLUMN_UNKNOWN("column-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    FIELD_UNKNOWN("field-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    FIELD_TWICE("field-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    NOTHING_MAPPED("nothing-mapped", HttpStatus.UNPROCESSABLE_CONTENT),
    OPTION_TARGET_UNKNOWN("option-target-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    SETTING_UNKNOWN("setting-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    BUSY("busy", HttpStatus.CONFLICT),
    NOTHING_TO_UNDO("nothing-to-undo", HttpStatus.CONFLICT),
    UNDO_EXPIRED("undo-expired", HttpStatus.CONFLICT),
    UNDONE("undone", HttpStatus.CONFLICT),
    ROW_UNKNOWN("row-unknown", HttpStatus.NOT_FOUND),
    ROW_WRITTEN("row-written", HttpStatus.CONFLICT),
    /// Of a cell: nobody of this name works here.
    USER_UNKNOWN("user-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    DEPARTMENT_UNKNOWN("department-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    /// Of a row: it adds up the ones above it.
    SUMMARY_ROW("summary-row", HttpStatus.UNPROCESSABLE_CONTENT),
    /// Of a row: whose customer is to be named, is not.
    CUSTOMER_MISSING("customer-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    /// Nobody, or nobody whom the user may change; which of the two is not said.
    CUSTOMER_UNKNOWN("customer-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    CUSTOMER_AMBIGUOUS("customer-ambiguous", HttpStatus.UNPROCESSABLE_CONTENT),
    /// No such order, or one that the user may not change; which of the two is not said.
    ORDER_UNKNOWN("order-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    ORDER_ELSEWHERE("order-elsewhere", HttpStatus.CONFLICT),
    PERSON_ELSEWHERE("person-elsewhere", HttpStatus.CONFLICT),
    TWIN("twin", HttpStatus.CONFLICT),
    TWIN_HIDDEN("twin-hidden", HttpStatus.CONFLICT),
    /// The same where nobody can be named whom to ask.
    TWIN_UNSEEN("twin-unseen", HttpStatus.CONFLICT),
    TWIN_ROW("twin-row", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    ImportProblem(String name, HttpStatus status) {
        this.code = "intake." + name;
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
