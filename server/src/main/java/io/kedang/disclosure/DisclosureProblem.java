package io.kedang.disclosure;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum DisclosureProblem implements Problem {
    GRANTEE_UNKNOWN("disclosure.grantee-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    GRANTEE_OWNS("disclosure.grantee-owns", HttpStatus.CONFLICT),
    SHARES_TOO_MANY("disclosure.shares-too-many", HttpStatus.CONFLICT),
    SHARE_UNKNOWN("disclosure.share-unknown", HttpStatus.NOT_FOUND),
    CUSTOMER_MISSING("disclosure.customer-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    READABLE_ALREADY("disclosure.readable-already", HttpStatus.CONFLICT),
    REQUEST_PENDING("disclosure.request-pending", HttpStatus.CONFLICT),
    REQUEST_ID_TAKEN("disclosure.request-id-taken", HttpStatus.CONFLICT),
    REQUEST_UNKNOWN("disclosure.request-unknown", HttpStatus.NOT_FOUND),
    REQUEST_DECIDED("disclosure.request-decided", HttpStatus.CONFLICT),
    REQUEST_NOT_RUNNING("disclosure.request-not-running", HttpStatus.CONFLICT),
    REQUESTER_GONE("disclosure.requester-gone", HttpStatus.CONFLICT),
    OWN_REQUEST("disclosure.own-request", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    DisclosureProblem(String code, HttpStatus status) {
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
