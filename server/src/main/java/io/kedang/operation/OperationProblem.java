package io.kedang.operation;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum OperationProblem implements Problem {
    TIME_ZONE_UNKNOWN("operation.time-zone-unknown", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    OperationProblem(String code, HttpStatus status) {
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
