package io.kedang.customer.export;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.FileFields;
import io.kedang.customer.export.ExportRequest.State;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/// The door to requests to take a list along: asked for a purpose, decided by somebody else who may
/// export himself, fetched once within a day. What is fetched is exactly what was asked for, as the
/// one who asked may see it by then.
@Service
@Transactional
public class ExportRequests {
    private static final Duration TO_FETCH = Duration.ofHours(24);
    private static final int MOST_PENDING = 10;

    /// A list may grow by a tenth between the approval and the file.
    private static final double GROWTH = 1.1;

    private final ExportRequestStore store;
    private final Exports exports;
    private final OutgoingFiles outgoing;
    private final Directory directory;
    private final FileFields fields;
    private final Audit audit;
    private final Changes changes;
    private final TransactionTemplate fetching;
    private final Clock clock;

    ExportRequests(
            ExportRequestStore store,
            Exports exports,
            OutgoingFiles outgoing,
            Directory directory,
            FileFields fields,
            Audit audit,
            Changes changes,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.exports = exports;
        this.outgoing = outgoing;
        this.directory = directory;
        this.fields = fields;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        fetching = new TransactionTemplate(transactions);
    }

    /// Which requests a list is about.
    enum Which {
        MINE,
        /// Those that the reader may decide.
        TO_DECIDE,
        DECIDED_BY_ME
    }

    /// The same call again is harmless.
    void ask(UUID id, Export export, String purpose) {
        var user = CurrentUser.get();
        user.need(Right.EXPORT);
        store.oneAtATime(user.principal());
        var known = store.hold(id);
        if (known.isPresent()) {
            if (!known.get().requestedBy().equals(user.id())) {
                throw new Refusal(ExportProblem.REQUEST_ID_TAKEN, id);
            }
            return;
        }
        if (store.countPending(user.id()) >= MOST_PENDING) {
            throw new Refusal(ExportProblem.REQUESTS_TOO_MANY, MOST_PENDING);
        }
        int rows = exports.count(export.query(fields));
        outgoing.expectAtOnce(rows);
        var request =
                new ExportRequest(
                        id,
                        user.id(),
                        now(),
                        purpose.strip(),
                        export,
                        rows,
                        State.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null);
        if (!store.insert(request)) {
            throw new Refusal(ExportProblem.REQUEST_ID_TAKEN, id);
        }
        record(AuditAction.EXPORT_REQUESTED, request);
        tell(request);
    }

    /// Newest first, those before a place.
    @Transactional(readOnly = true)
    List<ExportRequest> list(Which which, MomentPlace before, int size) {
        var user = CurrentUser.get();
        if (which != Which.MINE) {
            needToDecide();
        }
        var page =
                switch (which) {
                    case MINE -> ExportRequestStore.PAGE_OF_REQUESTER;
                    case TO_DECIDE -> ExportRequestStore.PAGE_TO_DECIDE;
                    case DECIDED_BY_ME -> ExportRequestStore.PAGE_OF_DECIDER;
                };
        return store.page(page, user.id(), before, size);
    }

    /// Lets the one who asked fetch the file once, from now on for a day.
    void approve(UUID id, @Nullable String answer) {
        var request = toDecide(id);
        if (directory.findUser(request.requestedBy()).filter(User::active).isEmpty()) {
            throw new Refusal(ExportProblem.REQUESTER_GONE);
        }
        decide(request, State.APPROVED, answer, now().plus(TO_FETCH));
        record(AuditAction.EXPORT_APPROVED, request);
    }

    void refuse(UUID id, String answer) {
        var request = toDecide(id);
        decide(request, State.REFUSED, answer, null);
        record(AuditAction.EXPORT_REFUSED, request);
    }

    /// Nobody decides on what he asks for himself, whatever else he may.
    private ExportRequest toDecide(UUID id) {
        needToDecide();
        var request = store.hold(id).orElseThrow(() -> new Refusal(ExportProblem.REQUEST_UNKNOWN));
        if (request.requestedBy().equals(CurrentUser.get().id())) {
            throw new Refusal(ExportProblem.OWN_REQUEST);
        }
        if (request.state() != State.PENDING) {
            throw new Refusal(ExportProblem.REQUEST_DECIDED);
        }
        return request;
    }

    private static void needToDecide() {
        CurrentUser.get().need(Right.APPROVE);
        CurrentUser.get().need(Right.EXPORT);
    }

    private void decide(
            ExportRequest request, State how, @Nullable String answer, @Nullable Instant until) {
        var said = answer == null || answer.isBlank() ? null : answer.strip();
        store.update(request.decided(how, CurrentUser.get().id(), now(), said, until));
        tell(request);
    }

    /// Takes back what the current user has asked for and nobody has decided.
    void withdraw(UUID id) {
        var request = own(id);
        if (request.state() != State.PENDING) {
            throw new Refusal(ExportProblem.REQUEST_DECIDED);
        }
        store.update(request.decided(State.WITHDRAWN, null, null, null, null));
        record(AuditAction.EXPORT_WITHDRAWN, request);
        tell(request);
    }

    /// The file of an approved request of the current user. Of several calls at once, one gets it;
    /// where it can't be made, the request stays open.
    @Transactional(propagation = Propagation.NEVER)
    public ExportFile fetch(UUID id, Locale locale) {
        var request = Objects.requireNonNull(fetching.execute(_ -> open(id)));
        return exports.export(
                request.export().query(fields),
                request.export().kind(),
                locale,
                (_, rows) -> expect(rows, request),
                (file, customers, entry) ->
                        fetching.executeWithoutResult(_ -> release(id, file, customers, entry)));
    }

    private void expect(int rows, ExportRequest request) {
        outgoing.expectAtOnce(rows);
        if (rows > request.rows() * GROWTH) {
            throw new Refusal(ExportProblem.LIST_GROWN, request.rows(), rows);
        }
    }

    private void release(UUID id, OutgoingFile file, List<CustomerId> customers, AuditEntry entry) {
        var request = open(id);
        outgoing.releaseApproved(
                file,
                customers,
                entry.reason(request.purpose()).detail("approvedBy", nameOf(request.decidedBy())));
        store.update(request.fetched(file.number()));
        tell(request);
    }

    private ExportRequest open(UUID id) {
        var request = own(id);
        if (!request.isOpen(now())) {
            throw new Refusal(ExportProblem.NOT_OPEN);
        }
        return request;
    }

    private ExportRequest own(UUID id) {
        return store.hold(id)
                .filter(request -> request.requestedBy().equals(CurrentUser.get().id()))
                .orElseThrow(() -> new Refusal(ExportProblem.REQUEST_UNKNOWN));
    }

    private String nameOf(@Nullable UUID user) {
        return user == null ? "" : directory.findUser(user).map(User::displayName).orElse("");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(AuditAction action, ExportRequest request) {
        var entry =
                AuditEntry.of(action, "export-request", request.id())
                        .fields(
                                request.export().query(fields).fields().stream()
                                        .map(Field::key)
                                        .toList())
                        .reason(request.purpose())
                        .detail("rows", request.rows());
        audit.record(
                request.requestedBy().equals(CurrentUser.get().id())
                        ? entry
                        : entry.detail("requester", nameOf(request.requestedBy())));
    }

    /// The one who asked, and all who may decide.
    private void tell(ExportRequest request) {
        var told =
                directory.listUsers().stream()
                        .filter(User::active)
                        .filter(user -> user.id().equals(request.requestedBy()) || decides(user))
                        .map(User::principal)
                        .toList();
        changes.tell("export-request", request.id(), 1, told);
    }

    private boolean decides(User user) {
        return directory
                .getRole(user.roleId())
                .rights()
                .containsAll(List.of(Right.APPROVE, Right.EXPORT));
    }
}
