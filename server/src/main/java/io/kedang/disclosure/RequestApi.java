package io.kedang.disclosure;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.customer.CustomerId;
import io.kedang.customer.duplicate.Duplicates;
import io.kedang.customer.duplicate.Typed;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.text.Masks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/access-requests")
class RequestApi {
    /// Ninety days.
    private static final int LONGEST = 2160;

    /// A file that the check for duplicates has told of, without telling which one it is.
    ///
    /// @param place of the hit among those that the check answered, from 0
    record Likeness(@NotNull @Valid Typed typed, @Min(0) @Max(100) int place) {}

    /// @param customer the file, where its address is known; else `likeness`
    record AccessWish(
            @Nullable UUID customer,
            @Nullable @Valid Likeness likeness,
            @NotBlank @Size(max = 500) String purpose,
            @Min(1) @Max(LONGEST) int hours) {}

    record Approval(@Min(1) @Max(LONGEST) int hours, @Nullable @Size(max = 500) String answer) {}

    record RequestRefusal(@NotBlank @Size(max = 500) String answer) {}

    /// @param name of the file, masked for who may not read it
    /// @param state `EXPIRED` where the time of an approval is over
    record AccessRequestView(
            UUID id,
            UUID customer,
            String name,
            boolean readable,
            @Nullable String grade,
            @Nullable String department,
            String requester,
            @Nullable String requesterDepartment,
            Instant requestedAt,
            String purpose,
            int hours,
            ShownState state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String answer,
            @Nullable Instant endsAt) {}

    enum ShownState {
        PENDING,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        ENDED,
        EXPIRED;

        static ShownState of(AccessRequest request, Instant now) {
            return request.state() == AccessRequest.State.APPROVED && !request.isRunning(now)
                    ? EXPIRED
                    : valueOf(request.state().name());
        }
    }

    record AccessRequestPage(List<AccessRequestView> items, @Nullable String next) {}

    private final Requests requests;
    private final Duplicates duplicates;
    private final Directory directory;
    private final Clock clock;

    RequestApi(Requests requests, Duplicates duplicates, Directory directory, Clock clock) {
        this.requests = requests;
        this.duplicates = duplicates;
        this.directory = directory;
        this.clock = clock;
    }

    /// The client chooses the id, so that a request sent twice is made once.
    @PutMapping("/{id}")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@PathVariable UUID id, @Valid @RequestBody AccessWish body) {
        requests.ask(id, meant(body), body.purpose(), body.hours());
    }

    private CustomerId meant(AccessWish body) {
        if (body.customer() != null) {
            return new CustomerId(body.customer());
        }
        if (body.likeness() == null) {
            throw new Refusal(DisclosureProblem.CUSTOMER_MISSING);
        }
        var hits = duplicates.find(body.likeness().typed());
        if (body.likeness().place() >= hits.size()) {
            throw new Refusal(DisclosureProblem.CUSTOMER_MISSING);
        }
        return hits.get(body.likeness().place()).id();
    }

    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    AccessRequestPage list(
            @RequestParam Requests.Which which,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var found = requests.list(which, MomentPlace.parse(after), size + 1);
        var page = found.stream().limit(size).toList();
        var next = found.size() > size ? place(page.getLast().request()) : null;
        return new AccessRequestPage(page.stream().map(this::view).toList(), next);
    }

    /// Opens the file to the one who asked, from now on for so many hours.
    @PostMapping("/{id}/approve")
    @Needs(Right.APPROVE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable UUID id, @Valid @RequestBody Approval body) {
        requests.approve(id, body.hours(), body.answer());
    }

    @PostMapping("/{id}/refuse")
    @Needs(Right.APPROVE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable UUID id, @Valid @RequestBody RequestRefusal body) {
        requests.refuse(id, body.answer());
    }

    /// Takes back what the caller has asked for, before it is decided.
    @PostMapping("/{id}/withdraw")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id) {
        requests.withdraw(id);
    }

    /// Closes the file again before the time is over.
    @PostMapping("/{id}/end")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        requests.end(id);
    }

    private static String place(AccessRequest request) {
        return new MomentPlace(request.requestedAt(), request.id(), 0).toString();
    }

    private AccessRequestView view(RequestStore.Listed listed) {
        var request = listed.request();
        var requester = directory.findUser(request.requestedBy());
        return new AccessRequestView(
                request.id(),
                request.customer().value(),
                listed.readable() ? listed.name() : Masks.name(listed.name()),
                listed.readable(),
                listed.grade(),
                department(listed.department()),
                requester.map(User::displayName).orElse(""),
                department(requester.map(User::departmentId).orElse(null)),
                request.requestedAt(),
                request.purpose(),
                request.hours(),
                ShownState.of(request, clock.instant()),
                Optional.ofNullable(request.decidedBy())
                        .flatMap(directory::findUser)
                        .map(User::displayName)
                        .orElse(null),
                request.decidedAt(),
                request.answer(),
                request.endsAt());
    }

    private @Nullable String department(@Nullable UUID id) {
        return Optional.ofNullable(id)
                .flatMap(directory::findDepartment)
                .map(Department::name)
                .orElse(null);
    }
}
