package io.kedang.audit;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum AuditProblem implements Problem {
    NOT_SEALED("audit.not-sealed", HttpStatus.SERVICE_UNAVAILABLE);

    private final String code;
    private final HttpStatus status;

    AuditProblem(String code, HttpStatus status) {
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
