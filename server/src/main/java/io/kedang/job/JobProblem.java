package io.kedang.job;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum JobProblem implements Problem {
    NOT_FOUND("job.not-found", HttpStatus.NOT_FOUND),
    ENDED("job.ended", HttpStatus.CONFLICT),
    OWNER_GONE("job.owner-gone", HttpStatus.FORBIDDEN),
    KIND_UNKNOWN("job.kind-unknown", HttpStatus.CONFLICT),
    BROKE("job.broke", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String code;
    private final HttpStatus status;

    JobProblem(String code, HttpStatus status) {
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
