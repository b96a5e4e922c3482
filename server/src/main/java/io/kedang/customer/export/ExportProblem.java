package io.kedang.customer.export;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum ExportProblem implements Problem {
    TOO_MANY_ROWS("export.too-many-rows", HttpStatus.UNPROCESSABLE_CONTENT);

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
