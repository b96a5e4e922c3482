package io.kedang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

@KedangTest
class GrantTests {
    @Autowired Grants grants;
    @Autowired AccessStore store;
    @Autowired TestCompany company;
    @Autowired TransactionTemplate transaction;

    @Test
    void aGrantHoldsUntilTheVeryMomentAtWhichItEnds() {
        var user = company.user("granted", "employee", "销售一部", Scope.OWN);
        var end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
        int number = Objects.requireNonNull(transaction.execute(_ -> grants.give(user.id(), end)));
        assertThat(at(end.minusNanos(1_000), user).grants()).contains(number);
        assertThat(at(end, user).grants()).doesNotContain(number);
        transaction.executeWithoutResult(_ -> grants.end(number));
        assertThat(at(end.minusNanos(1_000), user).grants()).doesNotContain(number);
    }

    private CurrentUser at(Instant moment, User user) {
        return new Directory(store, InstantSource.fixed(moment)).currentUser(user, null);
    }
}
