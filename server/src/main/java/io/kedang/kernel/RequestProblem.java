package io.kedang.kernel;

import org.springframework.http.HttpStatus;

import java.util.Arrays;
import java.util.Optional;

/// What can be wrong with any request, before a room looks at it, and what can be wrong with us.
public enum RequestProblem implements Problem {
    UNREADABLE("request.unreadable", HttpStatus.BAD_REQUEST),

    /// A path, a query or a form that is not UTF-8 in percent signs.
    UNDECODABLE("request.undecodable", HttpStatus.BAD_REQUEST),
    WRONG_PARAMETER("request.wrong-parameter", HttpStatus.BAD_REQUEST),
    MISSING_PARAMETER("request.missing-parameter", HttpStatus.BAD_REQUEST),
    NOT_SIGNED_IN("request.not-signed-in", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("request.forbidden", HttpStatus.FORBIDDEN),
    NO_SUCH_PATH("request.no-such-path", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("request.method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("request.not-acceptable", HttpStatus.NOT_ACCEPTABLE),
    TOO_LARGE("request.too-large", HttpStatus.CONTENT_TOO_LARGE),

    /// What is sent comes in so slowly that it keeps others waiting.
    TOO_SLOW("request.too-slow", HttpStatus.REQUEST_TIMEOUT),
    TOO_MANY("request.too-many", HttpStatus.TOO_MANY_REQUESTS),
    UNSUPPORTED_MEDIA_TYPE("request.unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    VERSION_MISSING("request.version-missing", HttpStatus.PRECONDITION_REQUIRED),

    /// Fields are wrong; the following stand in its `errors`.
    INVALID("request.invalid", HttpStatus.UNPROCESSABLE_CONTENT),
    UNKNOWN_FIELD("request.unknown-field", HttpStatus.UNPROCESSABLE_CONTENT),
    WRONG_TYPE("request.wrong-type", HttpStatus.UNPROCESSABLE_CONTENT),
    WRONG_FIELD("request.wrong-field", HttpStatus.UNPROCESSABLE_CONTENT),
    UNSTORABLE_TEXT("request.unstorable-text", HttpStatus.UNPROCESSABLE_CONTENT),

    FAULT("fault", HttpStatus.INTERNAL_SERVER_ERROR),
    DATABASE_UNAVAILABLE("request.database-unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    BUSY("request.busy", HttpStatus.SERVICE_UNAVAILABLE),
    TOOK_TOO_LONG("request.took-too-long", HttpStatus.SERVICE_UNAVAILABLE),
    DISK_FULL("request.disk-full", HttpStatus.INSUFFICIENT_STORAGE);

    private final String code;
    private final HttpStatus status;

    RequestProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    static Optional<RequestProblem> find(int status) {
        return Arrays.stream(values()).filter(each -> each.status.value() == status).findFirst();
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
