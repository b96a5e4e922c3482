package io.kedang.customer.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class TakeBackTests {
    private static final UUID ID = new UUID(0, 1);

    private record Standing(UUID id, int version) {}

    /// `made`: the versions of the import, 1 for a created record; `now`: the version of today, 0
    /// where it is not there; `kept`: the fields that restoring leaves.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    made | now | kept | becomes
                    1    | 1   |      | gone
                    1 2  | 2   |      | gone
                    1    | 2   |      | stays
                    1 2  | 3   |      | stays
                    1    | 0   |      | stays
                    2    | 2   |      | restored
                    2    | 5   |      | restored
                    2 3  | 5   | name | restored but name
                    2    | 0   |      | stays
                    """,
            useHeadersInDisplayName = true)
    void aRecordGoesOrIsRestoredOrStays(String made, int now, String kept, String becomes) {
        var versions =
                List.of(made.split(" ")).stream()
                        .map(Integer::valueOf)
                        .map(version -> new Done(ID, version, version == 1))
                        .toList();
        var deeds = new ArrayList<String>();

        var conflicts =
                TakeBack.of(
                        versions,
                        id -> now == 0 ? null : new Standing(id, now),
                        Standing::version,
                        record -> deeds.add("gone"),
                        record -> {
                            deeds.add("restored");
                            return kept == null ? List.of() : List.of(kept);
                        });

        for (var conflict : conflicts) {
            assertThat(conflict.record()).isEqualTo(ID);
            deeds.add(
                    conflict.fields().isEmpty()
                            ? "stays"
                            : "but " + String.join(" ", conflict.fields()));
        }
        assertThat(String.join(" ", deeds)).isEqualTo(becomes);
    }
}
