package io.kedang.classification;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerViews;
import io.kedang.customer.Grades;
import io.kedang.job.Jobs;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class ClassificationApi {
    enum GradeCode {
        A,
        B,
        C
    }

    record RulesBody(
            @Min(0) @Max(100) int regionWeight,
            @Min(0) @Max(100) int strengthWeight,
            @Min(0) @Max(100) int likelihoodWeight,
            @NotNull @Size(max = 500)
                    Map<@Size(max = 60) String, @NotNull @Min(0) @Max(100) Integer> regions,
            @Min(0) @Max(100) int otherRegions) {
        AbcRules rules() {
            return new AbcRules(
                    regionWeight, strengthWeight, likelihoodWeight, regions, otherRegions, 0);
        }
    }

    record Started(UUID job) {}

    record Override(@NotNull GradeCode grade, @NotNull @Size(max = 500) String reason) {}

    private final Classifications classifications;
    private final Grades grades;
    private final CustomerViews views;
    private final ClassifyJob job;
    private final Jobs jobs;
    private final MessageSource messages;

    ClassificationApi(
            Classifications classifications,
            Grades grades,
            CustomerViews views,
            ClassifyJob job,
            Jobs jobs,
            MessageSource messages) {
        this.classifications = classifications;
        this.grades = grades;
        this.views = views;
        this.job = job;
        this.jobs = jobs;
        this.messages = messages;
    }

    @GetMapping("/classifications/rules")
    @Needs(Right.CUSTOMER_READ)
    ResponseEntity<AbcRules> rules() {
        return answer(classifications.rules());
    }

    @PutMapping("/classifications/rules")
    @Needs(Right.CLASSIFY)
    ResponseEntity<AbcRules> change(
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @RequestBody RulesBody body) {
        return answer(classifications.change(body.rules(), Version.parse(ifMatch)));
    }

    /// What rules would do, before anybody saves or applies them.
    @PostMapping("/classifications/preview")
    @Needs(Right.CLASSIFY)
    Classifications.Outcome preview(@Valid @RequestBody RulesBody body) {
        return classifications.preview(body.rules());
    }

    /// Starts to classify every file; the job's result is the outcome.
    @PostMapping("/classifications")
    @Needs(Right.CLASSIFY)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started classify(Locale language) {
        var title = messages.getMessage("classification.job", null, language);
        return new Started(jobs.start(job, title, Map.of()).id().value());
    }

    /// Answers 204 as long as the customer was in no computation of classes.
    @GetMapping("/customers/{id}/classification")
    @Needs(Right.CUSTOMER_READ)
    ResponseEntity<Classifications.Explanation> explain(@PathVariable UUID id) {
        return classifications
                .explain(new CustomerId(id))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping("/customers/{id}/grade")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> override(
            @PathVariable UUID id, @Valid @RequestBody Override body) {
        return views.answer(
                grades.override(new CustomerId(id), body.grade().name(), body.reason()));
    }

    @DeleteMapping("/customers/{id}/grade")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> release(@PathVariable UUID id) {
        return views.answer(grades.release(new CustomerId(id)));
    }

    private static ResponseEntity<AbcRules> answer(AbcRules rules) {
        return ResponseEntity.ok().eTag(Version.tag(rules.version())).body(rules);
    }
}
