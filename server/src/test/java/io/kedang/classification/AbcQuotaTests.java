package io.kedang.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Collections;
import java.util.List;

@KedangTest
class AbcQuotaTests {
    @Autowired JdbcClient db;

    @Test
    void aFifthIsATheNextTwoFifthsAreBAndTheRestIsC() {
        for (int count : new int[] {5, 10, 100, 1_000}) {
            var classes = classes(count);
            assertThat(Collections.frequency(classes, "A")).isEqualTo(count / 5);
            assertThat(Collections.frequency(classes, "B")).isEqualTo(count * 2 / 5);
            assertThat(Collections.frequency(classes, "C")).isEqualTo(count * 2 / 5);
        }
    }

    @Test
    void sharesThatAreNoWholeNumberAreRoundedUpInFavourOfTheCustomer() {
        assertThat(classes(7)).containsExactly("A", "A", "B", "B", "B", "C", "C");
        assertThat(classes(1)).containsExactly("A");
    }

    private List<String> classes(int customers) {
        return db.sql(
                        "select "
                                + AbcQuota.CLASS
                                + " from generate_series(1, :of) as place (rank),"
                                + " lateral (select cast(:of as bigint)) as all_of_them (of)"
                                + " order by rank")
                .param("of", customers)
                .query(String.class)
                .list();
    }
}
