package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordHistory;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The door to what a person was: his revisions, he himself as he stood, and going back to it.
@Service
@Transactional(readOnly = true)
public class PersonHistories {
    private final People people;
    private final PositionStore positions;
    private final PersonRevisionStore revisions;
    private final RecordSeal seal;
    private final PolicyCompiler policies;

    PersonHistories(
            People people,
            PositionStore positions,
            PersonRevisionStore revisions,
            RecordSeal personSeal,
            PolicyCompiler policies) {
        this.people = people;
        this.positions = positions;
        this.revisions = revisions;
        seal = personSeal;
        this.policies = policies;
    }

    /// A person with what he was at the customers that the reader sees.
    public record Standing(Person person, List<Position> positions) {}

    /// Revisions newest first, those with numbers below `before`; changes of positions at customers
    /// that are hidden from the reader are left out.
    public Past list(PersonId id, int before, int size) {
        var person = people.get(id);
        var visible = policies.visible(Action.READ);
        var seen =
                positions.ofPerson(id, visible).stream()
                        .map(position -> position.customer().id().value())
                        .collect(Collectors.toSet());
        var page =
                revisions.page(id, before, size, visible).stream()
                        .map(
                                revision ->
                                        revision.only(
                                                change ->
                                                        change.customer() == null
                                                                || seen.contains(
                                                                        change.customer())))
                        .toList();
        return new Past(page, person.sight());
    }

    /// @param sight what the reader sees of the person
    public record Past(List<Revision> revisions, FieldSight sight) {}

    /// The person as he stood after revision `number`: as he is today with every later change taken
    /// back.
    public Standing asOf(PersonId id, int number) {
        var today = people.get(id);
        if (number < 1 || number > today.version()) {
            throw new Refusal(PeopleProblem.REVISION_UNKNOWN, number, today.version());
        }
        var visible = policies.visible(Action.READ);
        var since = revisions.since(id, number, visible);
        var own =
                since.stream()
                        .map(revision -> revision.only(change -> change.customer() == null))
                        .toList();
        var then =
                new Person(
                        id,
                        number,
                        today.createdAt(),
                        today.updatedAt(),
                        today.voidedAt(),
                        today.voidReason(),
                        RecordHistory.asOf(today.content(), own, PersonFields::find),
                        today.sight());
        return new Standing(then, PositionHistory.asOf(positions.ofPerson(id, visible), since));
    }

    /// Gives fields the values they had after revision `number`; a new revision, like any change.
    /// Where he works stays as it is: that is corrected, moved and ended at the customer.
    ///
    /// @param only these fields; null for all that differ
    /// @param version the one that the reader saw
    @Transactional
    public Person restore(PersonId id, int number, @Nullable Collection<String> only, int version) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var then = asOf(id, number).person();
        var wished =
                RecordHistory.wished(
                        seal,
                        id.value(),
                        then.content(),
                        PersonFields.OF_PERSON.stream()
                                .filter(
                                        field ->
                                                only != null
                                                        || FieldClasses.isClear(
                                                                then.sight(), field))
                                .toList(),
                        only);
        return people.change(id, version, wished, Origin.restoring(number));
    }
}
