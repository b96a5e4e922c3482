package io.kedang.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// Answers whatever is thrown with a problem document. What is no refusal and no wrong request is a
/// fault: the caller learns a trace id, the log the rest. Nothing that was thrown is answered with
/// success, not even to a caller who seems to be gone: a lost connection may be the database's.
@RestControllerAdvice
class ProblemHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private final ProblemDocuments documents;

    ProblemHandler(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    @Nullable ResponseEntity<ProblemDetail> refuse(
            Exception thrown,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var refusal = RefusedRequest.of(thrown);
        if (refusal == null) {
            refusal = fault(thrown, request);
        } else if (refusal.problem().status().is5xxServerError()) {
            warn(refusal, thrown, request);
        }
        request.setAttribute(Problem.ATTRIBUTE, refusal.problem().code());
        return response.isCommitted() ? null : answer(refusal, thrown, locale);
    }

    /// The filter chain asks for the sign-in or answers that the right is missing.
    @ExceptionHandler
    void leaveToSecurity(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    void leaveToSecurity(AuthenticationException unknown) {
        throw unknown;
    }

    /// What the house itself refuses, because another system is away, is one line: there is nothing
    /// to look for in our code, and there may be one of them for every request.
    private static void warn(Refusal refusal, Exception thrown, HttpServletRequest request) {
        var method = request.getMethod();
        var path = request.getRequestURI();
        var code = refusal.problem().code();
        if (thrown == refusal) {
            LOG.warn("{} {}: {} {}", method, path, code, oneLine(refusal.why()));
        } else {
            LOG.warn("{} {}: {}", method, path, code, thrown);
        }
    }

    /// What others have said starts no line of its own in the log.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static Refusal fault(Exception thrown, HttpServletRequest request) {
        var trace = trace();
        LOG.error("fault {}: {} {}", trace, request.getMethod(), request.getRequestURI(), thrown);
        return new Refusal(RequestProblem.FAULT, trace).with("trace", trace);
    }

    private static String trace() {
        var trace = Actor.current().trace();
        return trace.equals("-")
                ? HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                : trace;
    }

    private ResponseEntity<ProblemDetail> answer(Refusal refusal, Exception thrown, Locale locale) {
        var headers = new HttpHeaders();
        if (thrown instanceof ErrorResponse known) {
            headers.putAll(known.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(locale);
        var status = refusal.problem().status();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        ProblemDocuments.retryAfter(refusal)
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
        return new ResponseEntity<>(documents.of(refusal, locale), headers, status);
    }
}
