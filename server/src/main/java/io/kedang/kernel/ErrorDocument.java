package io.kedang.kernel;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import java.util.Locale;

/// What the server or a filter refused before any controller was reached becomes the same kind of
/// document as everything else.
@Hidden
@RestController
class ErrorDocument implements ErrorController {
    private final ProblemHandler handler;

    ErrorDocument(ProblemHandler handler) {
        this.handler = handler;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    @Nullable ResponseEntity<ProblemDetail> error(
            HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return handler.refuse(
                thrown instanceof Exception exception ? exception : status(request),
                request,
                response,
                locale);
    }

    private static Exception status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (Integer.valueOf(HttpStatus.BAD_REQUEST.value()).equals(code)) {
            return new Refusal(RequestProblem.UNDECODABLE);
        }
        var status = HttpStatus.resolve(code instanceof Integer number ? number : 404);
        return new ResponseStatusException(
                status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
    }
}
