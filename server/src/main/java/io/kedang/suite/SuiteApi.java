package io.kedang.suite;

import io.kedang.access.Confirmed;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

@RestController
@RequestMapping("/api/v1/suites")
class SuiteApi {
    /// The secret is never shown again.
    ///
    /// @param clientId null where the suite is not set up
    /// @param roleId of people who come from there
    /// @param users who came from there
    /// @param look the last one for leavers; null before the first
    record SuiteView(
            SuiteKind suite,
            @Nullable String clientId,
            @Nullable UUID roleId,
            int users,
            int departments,
            @Nullable LeaverLook look) {}

    /// @param disabled how many
    /// @param problem what kept it from it, in words; null when nothing did
    record LeaverLook(Instant at, int disabled, @Nullable String problem) {}

    /// @param secret null to keep the one that is there
    record SuiteSettings(
            @NotBlank @Size(max = 200) String clientId,
            @Nullable @Size(max = 500) String secret,
            @NotNull UUID roleId) {}

    /// @param fingerprint of the plan that was looked at
    /// @param many whether to go on where surprisingly many would be disabled
    record SyncOrder(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String fingerprint, boolean many) {}

    record SuiteJob(UUID job) {}

    private final Suites suites;
    private final SuiteStore store;
    private final SuitePreviewJob preview;
    private final SuiteSyncJob sync;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final MessageSource messages;

    SuiteApi(
            Suites suites,
            SuiteStore store,
            SuitePreviewJob preview,
            SuiteSyncJob sync,
            Jobs jobs,
            TransactionTemplate transaction,
            MessageSource messages) {
        this.suites = suites;
        this.store = store;
        this.preview = preview;
        this.sync = sync;
        this.jobs = jobs;
        this.transaction = transaction;
        this.messages = messages;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    List<SuiteView> list(Locale locale) {
        var saved =
                suites.list().stream().collect(Collectors.toMap(SuiteStore.Saved::kind, s -> s));
        return Arrays.stream(SuiteKind.values())
                .map(kind -> view(kind, saved.get(kind), locale))
                .toList();
    }

    private SuiteView view(SuiteKind kind, SuiteStore.@Nullable Saved saved, Locale locale) {
        return saved == null
                ? new SuiteView(kind, null, null, 0, 0, null)
                : new SuiteView(
                        kind,
                        saved.clientId(),
                        saved.roleId(),
                        store.users(kind).size(),
                        store.departments(kind).size(),
                        saved.look() == null ? null : view(saved.look(), locale));
    }

    private LeaverLook view(SuiteStore.Look look, Locale locale) {
        return new LeaverLook(
                look.at(),
                look.disabled(),
                look.problem() == null
                        ? null
                        : messages.getMessage(
                                "problem." + look.problem() + ".title", null, locale));
    }

    @PutMapping("/{suite}")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable SuiteKind suite, @Valid @RequestBody SuiteSettings body) {
        suites.set(suite, body.clientId(), body.secret(), body.roleId());
    }

    /// Users and departments stay; that they came from there is forgotten.
    @DeleteMapping("/{suite}")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable SuiteKind suite) {
        suites.remove(suite);
    }

    /// A job reads the company; its result is the plan.
    @PostMapping("/{suite}/preview")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    SuiteJob preview(@PathVariable SuiteKind suite) {
        suites.get(suite);
        return start(
                () ->
                        jobs.start(preview, suite.brand(), new SuitePreviewJob.Input(suite))
                                .id()
                                .value());
    }

    /// A job does what the plan says, unless there is another plan by now.
    @PostMapping("/{suite}/sync")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.ACCEPTED)
    SuiteJob sync(@PathVariable SuiteKind suite, @Valid @RequestBody SyncOrder body) {
        suites.get(suite);
        if (jobs.isAtWork(sync)) {
            throw new Refusal(SuiteProblem.AT_WORK);
        }
        return start(
                () ->
                        jobs.start(
                                        sync,
                                        suite.brand(),
                                        new SuiteSyncJob.Input(
                                                suite, body.fingerprint(), body.many()))
                                .id()
                                .value());
    }

    private SuiteJob start(java.util.function.Supplier<UUID> job) {
        return new SuiteJob(Objects.requireNonNull(transaction.execute(_ -> job.get())));
    }
}
