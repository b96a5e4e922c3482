package io.kedang.place;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum PlaceProblem implements Problem {
    /// {0} the code
    REGION_UNKNOWN("place.region-unknown", HttpStatus.NOT_FOUND),
    /// {0} the line
    TABLE_UNREADABLE("place.table-unreadable", HttpStatus.UNPROCESSABLE_CONTENT),
    /// {0} the line
    ROW_WRONG("place.row-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    /// {0} the line, {1} the code
    CODE_TWICE("place.code-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    /// {0} the code, {1} of the province
    PROVINCE_MISSING("place.province-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    /// {0} how many would end, {1} of how many
    TOO_MANY_END("place.too-many-end", HttpStatus.UNPROCESSABLE_CONTENT),
    /// {0} date of the table in use
    TABLE_OLD("place.table-old", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    PlaceProblem(String code, HttpStatus status) {
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
