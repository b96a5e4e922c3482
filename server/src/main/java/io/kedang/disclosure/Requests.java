package io.kedang.disclosure;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Grants;
import io.kedang.access.ReaderNumbers;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.Consultations;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.FileReaders;
import io.kedang.disclosure.AccessRequest.State;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Reads;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The door to requests to read a file: asked for a purpose and a time, decided by somebody else,
/// and over when the time is, to the second.
@Service
@Transactional
public class Requests {
    private final RequestStore store;
    private final Customers customers;
    private final FileReaders readers;
    private final Grants grants;
    private final Consultations consultations;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final Audit audit;
    private final Changes changes;
    private final Reads reads;
    private final Clock clock;

    Requests(
            RequestStore store,
            Customers customers,
            FileReaders readers,
            Grants grants,
            Consultations consultations,
            PolicyCompiler policies,
            Directory directory,
            Audit audit,
            Changes changes,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.readers = readers;
        this.grants = grants;
        this.consultations = consultations;
        this.policies = policies;
        this.directory = directory;
        this.audit = audit;
        this.changes = changes;
        this.reads = reads;
        this.clock = clock;
    }

    /// Which requests a list is about.
    public enum Which {
        MINE,
        /// Those that the reader may decide.
        TO_DECIDE,
        DECIDED_BY_ME
    }

    /// Asks for a file that the current user may know of but not read, or with which he may do
    /// something only once that is approved. The same call again is
    /// harmless.
    ///
    /// @param hours from the approval on
    public void ask(UUID id, CustomerId customer, String purpose, int hours) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_READ);
        if (customers.isReadable(customer) && !consultations.isApprovable(customer)) {
            throw new Refusal(DisclosureProblem.READABLE_ALREADY);
        }
        var request =
                new AccessRequest(
                        id,
                        customer,
                        user.id(),
                        now(),
                        purpose.strip(),
                        hours,
                        State.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null);
        if (store.insert(request)) {
            audit.record(entry(AuditAction.ACCESS_REQUESTED, request).detail("hours", hours));
            tell(request);
            return;
        }
        var known = store.holdOwn(id, user.id());
        if (known.isEmpty()) {
            throw new Refusal(DisclosureProblem.REQUEST_PENDING);
        }
        if (!known.get().customer().equals(customer)) {
            throw new Refusal(DisclosureProblem.REQUEST_ID_TAKEN, id);
        }
    }

    /// Newest first, those before a place.
    @Transactional(readOnly = true)
    List<RequestStore.Listed> list(Which which, MomentPlace before, int size) {
        var user = CurrentUser.get();
        var me = Fragment.of("r.requested_by = :r_user", "r_user", user.id());
        return switch (which) {
            case MINE -> page(me, policies.announced(), before, size);
            case TO_DECIDE -> {
                user.need(Right.APPROVE);
                var others =
                        Fragment.of(
                                "r.state = 'PENDING' and r.requested_by <> :r_user",
                                "r_user",
                                user.id());
                yield page(others, policies.visible(Action.APPROVE), before, size);
            }
            case DECIDED_BY_ME -> {
                user.need(Right.APPROVE);
                var decided = Fragment.of("r.decided_by = :r_user", "r_user", user.id());
                yield page(decided, policies.visible(Action.APPROVE), before, size);
            }
        };
    }

    private List<RequestStore.Listed> page(
            Fragment which, Fragment visible, MomentPlace before, int size) {
        return store.page(which, visible, policies.visible(Action.READ), before, size);
    }

    /// By which requests a file is open to somebody now, for who may read it.
    @Transactional(readOnly = true)
    public List<AccessRequest> running(CustomerId customer) {
        var visible = policies.visible(Action.READ);
        return reads.ask(customers.reading(customer).then(store.running(customer, now(), visible)));
    }

    /// Opens the file to the one who asked, from now on for so long.
    public void approve(UUID id, int hours, @Nullable String answer) {
        var request = toDecide(id);
        var requester =
                directory
                        .findUser(request.requestedBy())
                        .filter(User::active)
                        .orElseThrow(() -> new Refusal(DisclosureProblem.REQUESTER_GONE));
        var endsAt = now().plus(Duration.ofHours(hours));
        int grant = grants.give(requester.id(), endsAt);
        readers.change(request.customer(), Set.of(ReaderNumbers.granted(grant)), Set.of());
        consultations.open(
                request.id(), request.customer(), requester.id(), request.purpose(), endsAt);
        decide(request, State.APPROVED, answer, grant, endsAt);
        audit.record(
                entry(AuditAction.ACCESS_APPROVED, request)
                        .detail("requester", requester.displayName())
                        .detail("hours", hours));
    }

    public void refuse(UUID id, String answer) {
        var request = toDecide(id);
        decide(request, State.REFUSED, answer, null, null);
        audit.record(
                entry(AuditAction.ACCESS_REFUSED, request)
                        .detail("requester", nameOf(request.requestedBy())));
    }

    /// Nobody decides on what he asks for himself, whatever else he may.
    private AccessRequest toDecide(UUID id) {
        CurrentUser.get().need(Right.APPROVE);
        var request =
                store.hold(id, policies.visible(Action.APPROVE))
                        .orElseThrow(() -> new Refusal(DisclosureProblem.REQUEST_UNKNOWN));
        if (request.requestedBy().equals(CurrentUser.get().id())) {
            throw new Refusal(DisclosureProblem.OWN_REQUEST);
        }
        if (request.state() != State.PENDING) {
            throw new Refusal(DisclosureProblem.REQUEST_DECIDED);
        }
        return request;
    }

    private void decide(
            AccessRequest request,
            State state,
            @Nullable String answer,
            @Nullable Integer grant,
            @Nullable Instant endsAt) {
        var by = CurrentUser.get().id();
        store.update(
                new AccessRequest(
                        request.id(),
                        request.customer(),
                        request.requestedBy(),
                        request.requestedAt(),
                        request.purpose(),
                        request.hours(),
                        state,
                        by,
                        now(),
                        answer == null || answer.isBlank() ? null : answer.strip(),
                        grant,
                        endsAt));
        tell(request);
    }

    /// Takes back what the current user has asked for and nobody has decided.
    public void withdraw(UUID id) {
        var request =
                store.holdOwn(id, CurrentUser.get().id())
                        .orElseThrow(() -> new Refusal(DisclosureProblem.REQUEST_UNKNOWN));
        if (request.state() != State.PENDING) {
            throw new Refusal(DisclosureProblem.REQUEST_DECIDED);
        }
        store.update(request.as(State.WITHDRAWN));
        audit.record(entry(AuditAction.ACCESS_ENDED, request));
        tell(request);
    }

    /// Closes a file again before the time is over: by the one it is open to, by whoever decides on
    /// such requests, or by whoever may share the file.
    public void end(UUID id) {
        var request =
                store.holdOwn(id, CurrentUser.get().id())
                        .or(() -> heldBy(id, Right.APPROVE, Action.APPROVE))
                        .or(() -> heldBy(id, Right.SHARE, Action.SHARE))
                        .orElseThrow(() -> new Refusal(DisclosureProblem.REQUEST_UNKNOWN));
        if (!request.isRunning(now())) {
            throw new Refusal(DisclosureProblem.REQUEST_NOT_RUNNING);
        }
        close(request);
        store.update(request.as(State.ENDED));
        audit.record(
                entry(AuditAction.ACCESS_ENDED, request)
                        .detail("requester", nameOf(request.requestedBy())));
        tell(request);
    }

    private Optional<AccessRequest> heldBy(UUID id, Right right, Action action) {
        return CurrentUser.get().may(right)
                ? store.hold(id, policies.visible(action))
                : Optional.empty();
    }

    /// Puts away the numbers of those whose time is over. They opened nothing since.
    ///
    /// @return how many
    int putAway() {
        var over = store.over(now());
        for (var request : over) {
            close(request);
            store.update(request.as(State.APPROVED));
        }
        return over.size();
    }

    private void close(AccessRequest request) {
        consultations.end(request.id());
        if (request.grant() != null) {
            grants.end(request.grant());
            var number = ReaderNumbers.granted(request.grant());
            readers.change(request.customer(), Set.of(), Set.of(number));
        }
    }

    private String nameOf(UUID user) {
        return directory.findUser(user).map(User::displayName).orElse("");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private AuditEntry entry(AuditAction action, AccessRequest request) {
        return AuditEntry.of(action, "request", request.id())
                .customer(request.customer().value())
                .reason(request.purpose());
    }

    /// The one who asked, and all who may decide.
    private void tell(AccessRequest request) {
        var told =
                directory.listUsers().stream()
                        .filter(User::active)
                        .filter(
                                user ->
                                        user.id().equals(request.requestedBy())
                                                || directory
                                                        .getRole(user.roleId())
                                                        .rights()
                                                        .contains(Right.APPROVE))
                        .map(User::principal)
                        .toList();
        changes.tell("access-request", request.id(), 1, told);
    }
}
