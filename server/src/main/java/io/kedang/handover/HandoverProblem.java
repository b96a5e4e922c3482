package io.kedang.handover;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum HandoverProblem implements Problem {
    SAME("handover.same", HttpStatus.UNPROCESSABLE_CONTENT),
    RECEIVER_GONE("handover.receiver-gone", HttpStatus.UNPROCESSABLE_CONTENT),
    NOTHING("handover.nothing", HttpStatus.CONFLICT),
    UNKNOWN("handover.unknown", HttpStatus.NOT_FOUND),
    UNDONE("handover.undone", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    HandoverProblem(String code, HttpStatus status) {
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
