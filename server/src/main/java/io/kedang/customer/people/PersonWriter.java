package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.SearchUpkeep;
import io.kedang.customer.people.PositionStore.Reached;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.live.Changes;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What every accepted change of a person brings with it, in its transaction: the next version, a
/// revision, what his customers are found by, the change feed, and an audit entry a customer.
@Component
class PersonWriter {
    private final PersonStore store;
    private final PositionStore positions;
    private final PersonRevisionStore revisions;
    private final RecordSeal seal;
    private final PhoneTokens tokens;
    private final SearchUpkeep search;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    PersonWriter(
            PersonStore store,
            PositionStore positions,
            PersonRevisionStore revisions,
            RecordSeal personSeal,
            PhoneTokens tokens,
            SearchUpkeep search,
            Changes changes,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.positions = positions;
        this.revisions = revisions;
        this.seal = personSeal;
        this.tokens = tokens;
        this.search = search;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// To the microsecond, as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// After a new person and his first position are in their tables.
    void created(Person person, Collection<FieldChange> made, Origin origin) {
        finish(person, List.of(), made, true, AuditAction.CUSTOMER_CREATED, origin);
    }

    /// New values for a locked person.
    Person change(Person before, Map<Field, @Nullable Object> changed, Origin origin) {
        var id = before.id().value();
        var content = seal.with(id, false, before.content(), changed);
        var after = before.changed(content, now());
        var derived =
                PersonDerived.isAbout(changed.keySet())
                        ? PersonDerived.of(tokens, seal.open(id, content, PersonFields.OF_PERSON))
                        : null;
        store(after, changed, derived);
        finish(
                after,
                List.of(),
                seal.changes(id, before.content(), content, changed.keySet()),
                derived != null,
                AuditAction.CUSTOMER_CHANGED,
                origin);
        return after;
    }

    /// After positions of a locked person were given, changed or taken.
    ///
    /// @param reachedBefore the customers through which he was reached
    Person changePositions(
            Person before,
            List<Reached> reachedBefore,
            Collection<FieldChange> made,
            Origin origin) {
        var after = before.changed(before.content(), now());
        store(after, Map.of(), null);
        finish(after, reachedBefore, made, true, AuditAction.CUSTOMER_CHANGED, origin);
        return after;
    }

    /// After a locked person went to the recycle bin or came back.
    void voided(Person after, Origin origin) {
        boolean goes = after.voidedAt() != null;
        finish(
                after,
                List.of(),
                List.of(new FieldChange("voided", !goes, goes, false)),
                true,
                goes ? AuditAction.VOIDED : AuditAction.RESTORED,
                origin);
    }

    private void store(
            Person after, Map<Field, @Nullable Object> changed, @Nullable PersonDerived derived) {
        if (!store.change(changed, after, derived, CurrentUser.get().id())) {
            throw new Refusal(PeopleProblem.VERSION_STALE, after.name());
        }
    }

    private void finish(
            Person person,
            List<Reached> reachedBefore,
            Collection<FieldChange> made,
            boolean isFoundOtherwise,
            AuditAction action,
            Origin origin) {
        var id = person.id().value();
        revisions.insert(
                Revision.of(id, person.version(), person.updatedAt(), origin, List.copyOf(made)));
        var reached =
                Stream.concat(reachedBefore.stream(), positions.reach(person.id()).stream())
                        .toList();
        var customers = new ArrayList<CustomerId>();
        var readers = new TreeSet<Integer>();
        for (var customer : reached) {
            readers.addAll(customer.readers());
            if (!customers.contains(customer.id())) {
                customers.add(customer.id());
            }
        }
        if (isFoundOtherwise) {
            search.rewrite(customers);
        }
        changes.tell(People.KIND, id, person.version(), readers);
        var fields = made.stream().map(FieldChange::field).distinct().toList();
        for (var customer : customers) {
            audit.record(
                    AuditEntry.of(action, People.KIND, id)
                            .customer(customer.value())
                            .fields(fields)
                            .reason(origin.reason()));
        }
    }
}
