package io.kedang.customer;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum CustomerProblem implements Problem {
    NOT_FOUND("customer.not-found", HttpStatus.NOT_FOUND),
    /// The reader may know that there is such a file, and whom to ask, but not what it holds.
    ANNOUNCED("customer.announced", HttpStatus.FORBIDDEN),
    /// He may do this with the file once somebody has approved.
    APPROVAL_NEEDED("customer.approval-needed", HttpStatus.FORBIDDEN),
    /// The reader may open the file once he has said what for.
    REASON_NEEDED("customer.reason-needed", HttpStatus.FORBIDDEN),
    CONSULTATION_ID_TAKEN("customer.consultation-id-taken", HttpStatus.CONFLICT),
    ID_TAKEN("customer.id-taken", HttpStatus.CONFLICT),
    VERSION_STALE("customer.version-stale", HttpStatus.PRECONDITION_FAILED),
    VOIDED("customer.voided", HttpStatus.CONFLICT),
    NOT_VOIDED("customer.not-voided", HttpStatus.CONFLICT),
    REASON_MISSING("customer.reason-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    REVISION_UNKNOWN("customer.revision-unknown", HttpStatus.NOT_FOUND),
    OWNER_UNKNOWN("customer.owner-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    DEPARTMENT_UNKNOWN("customer.department-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    DUPLICATE("customer.duplicate", HttpStatus.CONFLICT),
    CITY_ELSEWHERE("customer.city-elsewhere", HttpStatus.UNPROCESSABLE_CONTENT),
    KIND_MISSING("customer.kind-missing", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    CustomerProblem(String code, HttpStatus status) {
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
