package io.kedang.job;

import io.kedang.access.Needs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/jobs")
class JobApi {
    /// @param message why it failed
    record JobView(
            UUID id,
            String kind,
            String title,
            JobState state,
            @Nullable JobState wanted,
            long done,
            @Nullable Long total,
            @Nullable String code,
            @Nullable String message,
            @Nullable JsonNode result,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            int version) {}

    record JobPage(List<JobView> items, @Nullable UUID next) {}

    private final Jobs jobs;
    private final MessageSource messages;

    JobApi(Jobs jobs, MessageSource messages) {
        this.jobs = jobs;
        this.messages = messages;
    }

    @GetMapping
    @Needs
    JobPage list(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Locale locale) {
        var items =
                jobs.list(after == null ? null : new JobId(after), size).stream()
                        .map(job -> view(job, locale))
                        .toList();
        return new JobPage(items, items.size() < size ? null : items.getLast().id());
    }

    @GetMapping("/{id}")
    @Needs
    JobView get(@PathVariable UUID id, Locale locale) {
        return view(jobs.get(new JobId(id)), locale);
    }

    @PostMapping("/{id}/pause")
    @Needs
    JobView pause(@PathVariable UUID id, Locale locale) {
        return view(jobs.pause(new JobId(id)), locale);
    }

    @PostMapping("/{id}/resume")
    @Needs
    JobView resume(@PathVariable UUID id, Locale locale) {
        return view(jobs.resume(new JobId(id)), locale);
    }

    @PostMapping("/{id}/cancel")
    @Needs
    JobView cancel(@PathVariable UUID id, Locale locale) {
        return view(jobs.cancel(new JobId(id)), locale);
    }

    private JobView view(Job job, Locale locale) {
        return new JobView(
                job.id().value(),
                job.kind(),
                job.title(),
                job.state(),
                job.wanted(),
                job.done(),
                job.total(),
                job.problem(),
                job.problem() == null ? null : message(job.problem(), job, locale),
                job.result(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.version());
    }

    private String message(String problem, Job job, Locale locale) {
        return messages.getMessage(
                "problem." + problem + ".detail", job.arguments().toArray(), locale);
    }
}
