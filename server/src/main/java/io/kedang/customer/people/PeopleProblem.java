package io.kedang.customer.people;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum PeopleProblem implements Problem {
    NOT_FOUND("people.not-found", HttpStatus.NOT_FOUND),
    NOT_HERE("people.not-here", HttpStatus.NOT_FOUND),
    ID_TAKEN("people.id-taken", HttpStatus.CONFLICT),
    VERSION_STALE("people.version-stale", HttpStatus.PRECONDITION_FAILED),
    REVISION_UNKNOWN("people.revision-unknown", HttpStatus.NOT_FOUND),
    VOIDED("people.voided", HttpStatus.CONFLICT),
    REASON_MISSING("people.reason-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    /// He holds several positions, and nobody said which one ends.
    FROM_MISSING("people.from-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    TO_MISSING("people.to-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    ALREADY_THERE("people.already-there", HttpStatus.CONFLICT),
    DATE_AHEAD("people.date-ahead", HttpStatus.UNPROCESSABLE_CONTENT),
    ENDS_BEFORE_IT_BEGAN("people.ends-before-it-began", HttpStatus.UNPROCESSABLE_CONTENT),
    RATE_TOO_LARGE("people.rate-too-large", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    PeopleProblem(String code, HttpStatus status) {
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
