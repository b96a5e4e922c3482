package io.kedang.command;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a command line cannot be obeyed.
enum CommandProblem implements Problem {
    UNKNOWN("unknown"),
    OPTION_UNKNOWN("option-unknown"),
    VALUE_MISSING("value-missing"),
    WORD_UNEXPECTED("word-unexpected"),
    SETTING_UNKNOWN("setting-unknown"),
    SETTING_WRONG("setting-wrong"),
    SETTING_IN_CLEAR("setting-in-clear"),
    SECRET_ON_LINE("secret-on-line"),
    FILE_UNREADABLE("file-unreadable"),
    PORT_TAKEN("port-taken"),
    USAGE("usage"),
    NO_SUCH_FILE("no-such-file"),
    NOT_A_KEY("not-a-key"),
    NOT_A_DAY("not-a-day"),
    ROLE_UNKNOWN("role-unknown"),
    USER_UNKNOWN("user-unknown"),
    SERVER_REFUSED("server-refused"),
    SERVER_SILENT("server-silent"),
    SCHEMA_DIFFERS("schema-differs");

    private final String code;

    CommandProblem(String code) {
        this.code = "command." + code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.BAD_REQUEST;
    }
}
