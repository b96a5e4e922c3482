package io.kedang.classification;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum ClassificationProblem implements Problem {
    WEIGHTS_DO_NOT_ADD_UP("classification.weights-do-not-add-up", HttpStatus.UNPROCESSABLE_CONTENT),
    VERSION_STALE("classification.version-stale", HttpStatus.PRECONDITION_FAILED);

    private final String code;
    private final HttpStatus status;

    ClassificationProblem(String code, HttpStatus status) {
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
