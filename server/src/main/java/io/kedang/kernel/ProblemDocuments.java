package io.kedang.kernel;

import io.kedang.kernel.field.Label;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Refusals as problem documents (RFC 9457) in the language of the reader.
@Component
public class ProblemDocuments {
    private final MessageSource messages;
    private final LocaleResolver language;
    private final JsonMapper json;

    public ProblemDocuments(MessageSource messages, LocaleResolver language, JsonMapper json) {
        this.messages = messages;
        this.language = language;
        this.json = json;
    }

    /// Answers from a filter or before one, where no [ProblemHandler] reaches.
    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var locale = language.resolveLocale(request);
        response.setStatus(refusal.problem().status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        retryAfter(refusal).ifPresent(time -> response.setHeader(HttpHeaders.RETRY_AFTER, time));
        json.writeValue(response.getOutputStream(), of(refusal, locale));
    }

    /// Seconds, where a refusal says after how many it is worth trying again.
    static Optional<String> retryAfter(Refusal refusal) {
        return refusal.properties().get("retryAfter") instanceof Number seconds
                ? Optional.of(Long.toString(Math.max(1, seconds.longValue())))
                : Optional.empty();
    }

    public ProblemDetail of(Refusal refusal, Locale locale) {
        var problem = refusal.problem();
        var document = ProblemDetail.forStatus(problem.status());
        document.setType(URI.create("urn:problem:" + problem.code().replace('.', ':')));
        document.setTitle(title(problem, locale));
        document.setDetail(detail(problem, refusal.arguments(), locale));
        document.setProperty("code", problem.code());
        refusal.properties().forEach(document::setProperty);
        if (!refusal.errors().isEmpty()) {
            document.setProperty(
                    "errors",
                    refusal.errors().stream().map(error -> entry(error, locale)).toList());
        }
        return document;
    }

    public String title(Problem problem, Locale locale) {
        return text(problem, "title", List.of(), locale);
    }

    /// Labels among the arguments, and whatever is itself a text of the house, speak `locale` too.
    public String detail(Problem problem, List<@Nullable Object> arguments, Locale locale) {
        return text(problem, "detail", arguments, locale);
    }

    private Map<String, String> entry(FieldError error, Locale locale) {
        return Map.of(
                "field", error.field(),
                "code", error.problem().code(),
                "message", detail(error.problem(), error.arguments(), locale));
    }

    private String text(
            Problem problem, String part, List<@Nullable Object> arguments, Locale locale) {
        return messages.getMessage(
                "problem." + problem.code() + "." + part,
                arguments.stream()
                        .map(each -> each instanceof Label label ? label.in(locale) : each)
                        .toArray(),
                locale);
    }
}
