package io.kedang.customer.outgoing;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum OutgoingProblem implements Problem {
    MORE_THAN_AT_ONCE("outgoing.more-than-at-once", HttpStatus.UNPROCESSABLE_CONTENT),
    APPROVAL_NEEDED("outgoing.approval-needed", HttpStatus.FORBIDDEN),
    DAY_USED_UP("outgoing.day-used-up", HttpStatus.TOO_MANY_REQUESTS);

    private final String code;
    private final HttpStatus status;

    OutgoingProblem(String code, HttpStatus status) {
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
