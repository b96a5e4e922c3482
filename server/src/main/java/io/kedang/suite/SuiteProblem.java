package io.kedang.suite;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

enum SuiteProblem implements Problem {
    NOT_SET_UP("not-set-up", HttpStatus.CONFLICT),
    SECRET_MISSING("secret-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    AGENT_MISSING("agent-missing", HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_ADMINISTERS("role-administers", HttpStatus.UNPROCESSABLE_CONTENT),
    AT_WORK("at-work", HttpStatus.CONFLICT),
    PLAN_CHANGED("plan-changed", HttpStatus.CONFLICT),
    MANY_LEAVE("many-leave", HttpStatus.CONFLICT),
    UNREACHABLE("unreachable", HttpStatus.BAD_GATEWAY),
    STRANGE_ANSWER("strange-answer", HttpStatus.BAD_GATEWAY),
    BUSY("busy", HttpStatus.BAD_GATEWAY),
    CREDENTIALS_WRONG("credentials-wrong", HttpStatus.BAD_GATEWAY),
    REFUSED("refused", HttpStatus.BAD_GATEWAY),
    NOBODY("nobody", HttpStatus.BAD_GATEWAY);

    private final String code;
    private final HttpStatus status;

    SuiteProblem(String code, HttpStatus status) {
        this.code = "suite." + code;
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
