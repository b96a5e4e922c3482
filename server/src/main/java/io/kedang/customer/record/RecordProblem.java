package io.kedang.customer.record;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a field of a record is refused, whatever its value; the code says customer, as the room
/// does.
public enum RecordProblem implements Problem {
    FIELD_UNKNOWN("customer.field-unknown"),
    FIELD_NOT_WRITTEN("customer.field-not-written"),
    FIELD_OF_OTHER_KIND("customer.field-of-other-kind"),
    FIELD_REQUIRED("customer.field-required"),
    MASKED_VALUE("customer.masked-value"),
    /// The policies do not show it to whoever wants to reveal or change it.
    FIELD_CLOSED("customer.field-closed"),
    /// The key of the person was erased: nothing sensitive can be kept of him any more.
    KEY_ERASED("customer.key-erased", HttpStatus.GONE);

    private final String code;
    private final HttpStatus status;

    RecordProblem(String code) {
        this(code, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    RecordProblem(String code, HttpStatus status) {
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
