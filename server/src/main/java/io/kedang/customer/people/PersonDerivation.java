package io.kedang.customer.people;

import io.kedang.customer.record.DerivedRecords;
import io.kedang.customer.record.RecordSeal;
import io.kedang.sealing.PhoneTokens;
import io.kedang.sealing.SealBroken;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.Optional;
import java.util.UUID;

/// The names of people as they are compared and sorted, and what people are found by.
@Component
@Order(PersonTokens.ORDER)
class PersonDerivation implements DerivedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(PersonDerivation.class);

    private final PersonStore store;
    private final RecordSeal seal;
    private final PhoneTokens tokens;

    PersonDerivation(PersonStore store, RecordSeal personSeal, PhoneTokens tokens) {
        this.store = store;
        seal = personSeal;
        this.tokens = tokens;
    }

    @Override
    public String kind() {
        return People.KIND;
    }

    @Override
    public int version() {
        return PersonDerived.VERSION;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> renew(UUID after, int size) {
        var people = store.olderThan(PersonDerived.VERSION, after, size);
        people.forEach(this::renew);
        return people.isEmpty() ? Optional.empty() : Optional.of(people.getLast().id().value());
    }

    /// Who does not open is found by what he was found by.
    private void renew(Person person) {
        try {
            var values = seal.open(person.id().value(), person.content(), PersonFields.OF_PERSON);
            store.setDerived(person.id(), PersonDerived.of(tokens, values));
        } catch (SealBroken e) {
            LOG.error("Values of person {} do not open any more", person.id().value(), e);
        }
    }
}
