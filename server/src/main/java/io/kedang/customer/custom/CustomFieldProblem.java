package io.kedang.customer.custom;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a field cannot be made or changed so.
enum CustomFieldProblem implements Problem {
    UNKNOWN("unknown", HttpStatus.NOT_FOUND),
    NAME_TAKEN("name-taken", HttpStatus.CONFLICT),
    NAME_FORM("name-form", HttpStatus.UNPROCESSABLE_CONTENT),
    LABEL_TAKEN("label-taken", HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY("too-many", HttpStatus.CONFLICT),
    VERSION_STALE("version-stale", HttpStatus.PRECONDITION_FAILED),
    /// The type of a field, whether it is sealed and whether it is searched: what files hold
    /// depends on them.
    FIXED("fixed", HttpStatus.UNPROCESSABLE_CONTENT),
    TYPE_NOT_OFFERED("type-not-offered", HttpStatus.UNPROCESSABLE_CONTENT),
    SECTION_UNKNOWN("section-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    SECTION_OF_OTHER_KIND("section-of-other-kind", HttpStatus.UNPROCESSABLE_CONTENT),
    OPTIONS_MISSING("options-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    OPTIONS_NEEDLESS("options-needless", HttpStatus.UNPROCESSABLE_CONTENT),
    OPTION_TWICE("option-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    OPTION_GONE("option-gone", HttpStatus.UNPROCESSABLE_CONTENT),
    /// Only newly chosen: what holds it keeps it.
    OPTION_RETIRED("option-retired", HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_ORDERABLE("not-orderable", HttpStatus.CONFLICT),
    NOT_SEALABLE("not-sealable", HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_SEARCHABLE("not-searchable", HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_LONG("too-long", HttpStatus.UNPROCESSABLE_CONTENT),
    LEAST_NEEDLESS("least-needless", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    CustomFieldProblem(String code, HttpStatus status) {
        this.code = "custom-field." + code;
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
