package io.kedang.kernel.sql;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum ListProblem implements Problem {
    UNKNOWN_SORT("list.unknown-sort"),
    MASKED_SORT("list.masked-sort"),
    BAD_CURSOR("list.bad-cursor");

    private final String code;

    ListProblem(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
