package io.kedang.customer.watch;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum WatchProblem implements Problem {
    /// The policies that let him read let him open no more files for now.
    TOO_MANY_FILES("customer.too-many-files", HttpStatus.TOO_MANY_REQUESTS);

    private final String code;
    private final HttpStatus status;

    WatchProblem(String code, HttpStatus status) {
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
