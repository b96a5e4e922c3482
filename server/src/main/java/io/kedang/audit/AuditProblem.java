package io.kedang.audit;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum AuditProblem implements Problem {
    NOT_SEALED("audit.not-sealed", HttpStatus.SERVICE_UNAVAILABLE),
    KEPT_TOO_SHORT("audit.kept-too-short", HttpStatus.UNPROCESSABLE_CONTENT),
    KEPT_TOO_LONG("audit.kept-too-long", HttpStatus.UNPROCESSABLE_CONTENT),
    RETENTION_STALE("audit.retention-stale", HttpStatus.PRECONDITION_FAILED),
    STRETCH_DAMAGED("audit.stretch-damaged", HttpStatus.CONFLICT);

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
