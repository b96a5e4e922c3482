package io.kedang.access.signin.outside;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum OutsideProblem implements Problem {
    CONNECTION_UNKNOWN("outside.connection-unknown", HttpStatus.NOT_FOUND),
    ACCOUNT_UNKNOWN("outside.account-unknown", HttpStatus.NOT_FOUND),
    NAME_TAKEN("outside.name-taken", HttpStatus.CONFLICT),
    CONNECTIONS_TOO_MANY("outside.connections-too-many", HttpStatus.CONFLICT),
    KIND_STAYS("outside.kind-stays", HttpStatus.UNPROCESSABLE_CONTENT),
    SETTINGS_OF_KIND("outside.settings-of-kind", HttpStatus.UNPROCESSABLE_CONTENT),
    SECRET_NEEDED("outside.secret-needed", HttpStatus.UNPROCESSABLE_CONTENT),
    ADDRESS_WRONG("outside.address-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    ADDRESS_IN_CLEAR("outside.address-in-clear", HttpStatus.UNPROCESSABLE_CONTENT),
    ADDRESS_FORBIDDEN("outside.address-forbidden", HttpStatus.UNPROCESSABLE_CONTENT),
    CERTIFICATES_WRONG("outside.certificates-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    NAME_OF_ENTRY_WRONG("outside.name-of-entry-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    ATTRIBUTE_WRONG("outside.attribute-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    FILTER_WRONG("outside.filter-wrong", HttpStatus.UNPROCESSABLE_CONTENT),
    EMAIL_NOT_VERIFIED_HERE("outside.email-not-verified-here", HttpStatus.UNPROCESSABLE_CONTENT),
    SUITE_BRINGS_PEOPLE("outside.suite-brings-people", HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_NEEDED("outside.role-needed", HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_ADMINISTERS("outside.role-administers", HttpStatus.UNPROCESSABLE_CONTENT),
    UNREACHABLE("outside.unreachable", HttpStatus.SERVICE_UNAVAILABLE),
    ANSWER_WRONG("outside.answer-wrong", HttpStatus.UNAUTHORIZED),
    REFUSED_THERE("outside.refused-there", HttpStatus.UNAUTHORIZED),
    LAPSED("outside.lapsed", HttpStatus.UNAUTHORIZED),
    SOMEBODY_ELSE("outside.somebody-else", HttpStatus.UNAUTHORIZED),
    NOT_ADMITTED("outside.not-admitted", HttpStatus.FORBIDDEN),
    NAME_NOT_FREE("outside.name-not-free", HttpStatus.FORBIDDEN),
    ACCOUNT_TAKEN("outside.account-taken", HttpStatus.CONFLICT),
    LINKED_ALREADY("outside.linked-already", HttpStatus.CONFLICT),
    FAREWELL_WRONG("outside.farewell-wrong", HttpStatus.BAD_REQUEST);

    private final String code;
    private final HttpStatus status;

    OutsideProblem(String code, HttpStatus status) {
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
