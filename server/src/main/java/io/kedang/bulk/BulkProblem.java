package io.kedang.bulk;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum BulkProblem implements Problem {
    UNKNOWN("bulk.unknown", HttpStatus.NOT_FOUND),
    ID_TAKEN("bulk.id-taken", HttpStatus.CONFLICT),
    NO_FILES("bulk.no-files", HttpStatus.UNPROCESSABLE_CONTENT),
    /// Something that the action needs is missing.
    INCOMPLETE("bulk.incomplete", HttpStatus.UNPROCESSABLE_CONTENT),
    /// The field tells files from each other, or is sensitive: no two files have the same.
    FIELD_OF_ONE("bulk.field-of-one", HttpStatus.UNPROCESSABLE_CONTENT),
    UNDONE("bulk.undone", HttpStatus.CONFLICT),
    TOO_LATE("bulk.too-late", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    BulkProblem(String code, HttpStatus status) {
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
