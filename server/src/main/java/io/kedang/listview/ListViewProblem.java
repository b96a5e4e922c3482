package io.kedang.listview;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum ListViewProblem implements Problem {
    UNKNOWN("listview.unknown", HttpStatus.NOT_FOUND),
    ID_TAKEN("listview.id-taken", HttpStatus.CONFLICT),
    NAME_TAKEN("listview.name-taken", HttpStatus.CONFLICT),
    TOO_MANY("listview.too-many", HttpStatus.CONFLICT),
    VERSION_STALE("listview.version-stale", HttpStatus.PRECONDITION_FAILED),
    LOCKED("listview.locked", HttpStatus.FORBIDDEN),
    NOT_YOURS("listview.not-yours", HttpStatus.FORBIDDEN),
    EVERYONE_REFUSED("listview.everyone-refused", HttpStatus.FORBIDDEN),
    DEPARTMENT_REFUSED("listview.department-refused", HttpStatus.FORBIDDEN),
    DEPARTMENT_MISSING("listview.department-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    COLUMN_TWICE("listview.column-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    ASKS_SECRETS("listview.asks-secrets", HttpStatus.UNPROCESSABLE_CONTENT),
    OPENS_UNPINNED("listview.opens-unpinned", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    ListViewProblem(String code, HttpStatus status) {
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
