package io.kedang.kernel;

import jakarta.validation.ConstraintViolation;

import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Says which refusal stands behind an exception of the frame: Spring's, the validator's,
/// Jackson's, the database's. When a transaction could not be rolled back either, what it failed of
/// counts.
final class RefusedRequest {
    private RefusedRequest() {}

    /// Null for a fault.
    static @Nullable Refusal of(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> refusal;
            case HttpMessageNotReadableException unreadable -> body(unreadable);
            case MethodArgumentNotValidException invalid ->
                    invalid(errors(invalid.getBindingResult()));
            case BindException invalid -> invalid(errors(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid -> invalid(errors(invalid));
            case MissingRequestHeaderException missing
                    when missing.getHeaderName().equalsIgnoreCase("If-Match") ->
                    new Refusal(RequestProblem.VERSION_MISSING);
            case MissingRequestHeaderException missing -> missing(missing.getHeaderName());
            case MissingServletRequestParameterException missing ->
                    missing(missing.getParameterName());
            case MissingServletRequestPartException missing ->
                    missing(missing.getRequestPartName());
            case ServletRequestBindingException wrong ->
                    new Refusal(RequestProblem.WRONG_PARAMETER, wrong.getBody().getDetail());
            case MethodArgumentTypeMismatchException wrong -> wrongParameter(wrong.getName());
            case TypeMismatchException wrong ->
                    wrongParameter(String.valueOf(wrong.getPropertyName()));
            case HttpRequestMethodNotSupportedException wrong ->
                    new Refusal(RequestProblem.METHOD_NOT_ALLOWED, wrong.getMethod());
            case HttpMediaTypeNotSupportedException wrong ->
                    new Refusal(
                            RequestProblem.UNSUPPORTED_MEDIA_TYPE,
                            Objects.toString(wrong.getContentType(), ""));
            case HttpMediaTypeNotAcceptableException _ ->
                    new Refusal(RequestProblem.NOT_ACCEPTABLE);
            case NoHandlerFoundException _, NoResourceFoundException _ ->
                    new Refusal(RequestProblem.NO_SUCH_PATH);
            case MaxUploadSizeExceededException _ -> new Refusal(RequestProblem.TOO_LARGE);
            case InvalidParameterException _, RequestRejectedException _ ->
                    new Refusal(RequestProblem.UNDECODABLE);
            case MultipartException _ -> new Refusal(RequestProblem.UNREADABLE, "");
            case AsyncRequestTimeoutException _ -> new Refusal(RequestProblem.TOOK_TOO_LONG);
            case ErrorResponse known -> status(known.getStatusCode());
            case TransactionSystemException failed ->
                    failed.getApplicationException() instanceof Throwable before
                            ? of(before)
                            : new Refusal(RequestProblem.DATABASE_UNAVAILABLE);
            default -> beneath(thrown);
        };
    }

    private static @Nullable Refusal status(HttpStatusCode status) {
        if (status.value() == RequestProblem.FAULT.status().value()) {
            return null;
        }
        var unnamed = status.is4xxClientError() ? new Refusal(RequestProblem.UNREADABLE, "") : null;
        return RequestProblem.find(status.value()).map(Refusal::new).orElse(unnamed);
    }

    private static Refusal missing(String name) {
        return new Refusal(RequestProblem.MISSING_PARAMETER, name);
    }

    private static Refusal wrongParameter(String name) {
        return new Refusal(RequestProblem.WRONG_PARAMETER, name);
    }

    private static Refusal invalid(List<FieldError> errors) {
        return Refusal.of(RequestProblem.INVALID, errors);
    }

    /// A refusal of ours that a reader of JSON threw comes out again as it was.
    static Refusal json(JacksonException unreadable) {
        return body(unreadable);
    }

    static Refusal violations(Set<? extends ConstraintViolation<?>> violations) {
        return invalid(
                violations.stream()
                        .map(
                                each ->
                                        FieldError.of(
                                                each.getPropertyPath().toString(),
                                                RequestProblem.WRONG_FIELD,
                                                each.getMessage()))
                        .toList());
    }

    private static Refusal body(Exception unreadable) {
        return causes(unreadable)
                .map(
                        cause ->
                                switch (cause) {
                                    case Refusal refusal -> refusal;
                                    case JacksonException json when !holdsRefusal(json) ->
                                            RefusedJson.of(json);
                                    default -> null;
                                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new Refusal(RequestProblem.UNREADABLE, ""));
    }

    private static boolean holdsRefusal(Throwable thrown) {
        return causes(thrown).anyMatch(Refusal.class::isInstance);
    }

    private static List<FieldError> errors(Errors errors) {
        return errors.getAllErrors().stream().map(RefusedRequest::error).toList();
    }

    private static List<FieldError> errors(HandlerMethodValidationException invalid) {
        var errors = new ArrayList<FieldError>();
        for (var result : invalid.getParameterValidationResults()) {
            var name = String.valueOf(result.getMethodParameter().getParameterName());
            for (var error : result.getResolvableErrors()) {
                errors.add(
                        error instanceof org.springframework.validation.FieldError
                                ? error((ObjectError) error)
                                : error(name, error));
            }
        }
        return errors;
    }

    private static FieldError error(ObjectError error) {
        return error instanceof org.springframework.validation.FieldError field
                ? error(field.getField(), field)
                : error("", error);
    }

    /// The validator speaks the language of the request by itself.
    private static FieldError error(String field, MessageSourceResolvable error) {
        return FieldError.of(field, RequestProblem.WRONG_FIELD, error.getDefaultMessage());
    }

    /// What the database, the disk or the caller's connection refused, however deep the frame has
    /// wrapped it.
    private static @Nullable Refusal beneath(Throwable thrown) {
        return causes(thrown)
                .map(
                        cause ->
                                switch (cause) {
                                    case Refusal refusal -> refusal;
                                    case SQLException sql -> database(sql);
                                    case BadRequestException _, AsyncRequestNotUsableException _ ->
                                            new Refusal(RequestProblem.UNREADABLE, "");
                                    case IOException io when isDiskFull(io) ->
                                            new Refusal(RequestProblem.DISK_FULL);
                                    default -> null;
                                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Refusal database(SQLException thrown) {
        var state = Objects.toString(thrown.getSQLState(), "");
        var problem =
                switch (state) {
                    case "53100" -> RequestProblem.DISK_FULL;
                    case "22021", "22P05" -> RequestProblem.UNSTORABLE_TEXT;
                    case "40001", "40P01", "55P03" -> RequestProblem.BUSY;
                    case "57014" -> RequestProblem.TOOK_TOO_LONG;
                    default ->
                            isUnavailable(state, thrown)
                                    ? RequestProblem.DATABASE_UNAVAILABLE
                                    : null;
                };
        return problem == null ? null : new Refusal(problem);
    }

    private static boolean isUnavailable(String state, SQLException thrown) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || thrown instanceof java.sql.SQLTransientConnectionException;
    }

    private static boolean isDiskFull(IOException thrown) {
        return String.valueOf(thrown.getMessage()).contains("No space left on device");
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
