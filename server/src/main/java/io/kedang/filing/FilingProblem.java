package io.kedang.filing;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum FilingProblem implements Problem {
    TOO_MANY_ROWS("filing.too-many-rows", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    FilingProblem(String code, HttpStatus status) {
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
