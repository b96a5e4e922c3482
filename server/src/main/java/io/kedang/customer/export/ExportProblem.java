package io.kedang.customer.export;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum ExportProblem implements Problem {
    TOO_MANY_ROWS("export.too-many-rows", HttpStatus.UNPROCESSABLE_CONTENT),
    REQUEST_UNKNOWN("export.request-unknown", HttpStatus.NOT_FOUND),
    REQUEST_ID_TAKEN("export.request-id-taken", HttpStatus.CONFLICT),
    REQUESTS_TOO_MANY("export.requests-too-many", HttpStatus.CONFLICT),
    REQUEST_DECIDED("export.request-decided", HttpStatus.CONFLICT),
    REQUESTER_GONE("export.requester-gone", HttpStatus.CONFLICT),
    OWN_REQUEST("export.own-request", HttpStatus.FORBIDDEN),
    /// Not approved, over, or fetched already.
    NOT_OPEN("export.not-open", HttpStatus.CONFLICT),
    LIST_GROWN("export.list-grown", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    ExportProblem(String code, HttpStatus status) {
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
