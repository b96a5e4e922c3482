package io.kedang.customer.export;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.customer.FileFields;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.MomentPlace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/export-requests")
class ExportRequestApi {
    record ExportWish(@NotNull @Valid Export export, @NotBlank @Size(max = 500) String purpose) {}

    record ExportApproval(@Nullable @Size(max = 500) String answer) {}

    record ExportRefusal(@NotBlank @Size(max = 500) String answer) {}

    /// @param columns keys of the fields that the file has
    /// @param sensitive those of them that hold sensitive values; the file shows them masked
    /// @param rows that the list had when it was asked for
    /// @param state `EXPIRED` where nobody fetched it in time
    /// @param number of the file that it became
    record ExportRequestView(
            UUID id,
            String requester,
            @Nullable String requesterDepartment,
            Instant requestedAt,
            String purpose,
            int rows,
            String q,
            @Nullable Condition filter,
            boolean voided,
            List<String> columns,
            List<String> sensitive,
            Export.Format format,
            ShownState state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String answer,
            @Nullable Instant endsAt,
            @Nullable Long number) {}

    enum ShownState {
        PENDING,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        FETCHED,
        EXPIRED;

        static ShownState of(ExportRequest request, Instant now) {
            return request.state() == ExportRequest.State.APPROVED && !request.isOpen(now)
                    ? EXPIRED
                    : valueOf(request.state().name());
        }
    }

    record ExportRequestPage(List<ExportRequestView> items, @Nullable String next) {}

    private final ExportRequests requests;
    private final Directory directory;
    private final FileFields fields;
    private final Clock clock;

    ExportRequestApi(ExportRequests requests, Directory directory, FileFields fields, Clock clock) {
        this.requests = requests;
        this.directory = directory;
        this.fields = fields;
        this.clock = clock;
    }

    /// The client chooses the id, so that a request sent twice is made once.
    @PutMapping("/{id}")
    @Needs(Right.EXPORT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@PathVariable UUID id, @Valid @RequestBody ExportWish body) {
        requests.ask(id, body.export(), body.purpose());
    }

    @GetMapping
    @Needs(Right.EXPORT)
    ExportRequestPage list(
            @RequestParam ExportRequests.Which which,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var found = requests.list(which, MomentPlace.parse(after), size + 1);
        var page = found.stream().limit(size).toList();
        var next = found.size() > size ? place(page.getLast()) : null;
        return new ExportRequestPage(page.stream().map(this::view).toList(), next);
    }

    /// Lets the one who asked fetch the file once within a day.
    @PostMapping("/{id}/approve")
    @Needs({Right.APPROVE, Right.EXPORT})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable UUID id, @Valid @RequestBody ExportApproval body) {
        requests.approve(id, body.answer());
    }

    @PostMapping("/{id}/refuse")
    @Needs({Right.APPROVE, Right.EXPORT})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable UUID id, @Valid @RequestBody ExportRefusal body) {
        requests.refuse(id, body.answer());
    }

    /// Takes back what the caller has asked for, before it is decided.
    @PostMapping("/{id}/withdraw")
    @Needs(Right.EXPORT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id) {
        requests.withdraw(id);
    }

    /// Answers the file itself, once.
    @PostMapping("/{id}/file")
    @Needs(Right.EXPORT)
    ResponseEntity<Resource> fetch(@PathVariable UUID id, Locale locale) throws IOException {
        return ExportApi.answer(requests.fetch(id, locale));
    }

    private static String place(ExportRequest request) {
        return new MomentPlace(request.requestedAt(), request.id(), 0).toString();
    }

    private ExportRequestView view(ExportRequest request) {
        var requester = directory.findUser(request.requestedBy());
        var query = request.export().query(fields);
        return new ExportRequestView(
                request.id(),
                requester.map(User::displayName).orElse(""),
                requester
                        .map(User::departmentId)
                        .flatMap(directory::findDepartment)
                        .map(Department::name)
                        .orElse(null),
                request.requestedAt(),
                request.purpose(),
                request.rows(),
                query.q(),
                request.export().filter(),
                query.voided(),
                query.fields().stream().map(Field::key).toList(),
                query.fields().stream().filter(Field::sensitive).map(Field::key).toList(),
                request.export().format(),
                ShownState.of(request, clock.instant()),
                Optional.ofNullable(request.decidedBy())
                        .flatMap(directory::findUser)
                        .map(User::displayName)
                        .orElse(null),
                request.decidedAt(),
                request.answer(),
                request.endsAt(),
                request.number());
    }
}
