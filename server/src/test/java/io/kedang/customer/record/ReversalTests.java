package io.kedang.customer.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.customer.record.Revision.FieldChange;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class ReversalTests {

    /// One step in the life of a record: `name` becomes `value`, by the import or by somebody else.
    record Step(String name, String value, boolean ours) {}

    @Property
    void whatNobodyElseTouchedBecomesWhatItWasAndAllElseStays(
            @ForAll("contents") Map<String, String> beginning, @ForAll("steps") List<Step> steps) {
        var record = new HashMap<String, Object>(beginning);
        var leftByUs = new HashMap<String, Optional<Object>>();
        var ours = new ArrayList<Revision>();
        var atFirst = new HashMap<String, Optional<Object>>();
        for (var step : steps) {
            var was = record.get(step.name());
            set(record, step.name(), step.value());
            if (step.ours()) {
                ours.add(revision(new FieldChange(step.name(), was, step.value(), false)));
                atFirst.putIfAbsent(step.name(), Optional.ofNullable(was));
                leftByUs.put(step.name(), Optional.ofNullable(step.value()));
            }
        }
        var now = Map.copyOf(record);

        var outcome = reversal(ours).against(record);
        outcome.restored().forEach((name, value) -> set(record, name, value));

        var names = new HashSet<>(now.keySet());
        names.addAll(atFirst.keySet());
        for (var name : names) {
            var expected =
                    Optional.ofNullable(now.get(name)).equals(leftByUs.get(name))
                            ? atFirst.get(name)
                            : Optional.ofNullable(now.get(name));
            assertThat(Optional.ofNullable(record.get(name))).as(name).isEqualTo(expected);
        }
        assertThat(outcome.touched())
                .allSatisfy(
                        name ->
                                assertThat(Optional.ofNullable(now.get(name)))
                                        .isNotEqualTo(leftByUs.get(name)))
                .noneMatch(outcome.restored()::containsKey);
        assertThat(outcome.touched().size() + outcome.restored().size()).isEqualTo(atFirst.size());
    }

    @Provide
    Arbitrary<Map<String, String>> contents() {
        return Arbitraries.maps(names(), Arbitraries.of("1", "2", "3"));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var values = Arbitraries.of("1", "2", "3").injectNull(0.3);
        return Combinators.combine(names(), values, Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("name", "remark", "level");
    }

    @Test
    void theFirstChangeSaysWhatAFieldWasAlsoWhenItWasEmpty() {
        var outcome =
                reversal(
                                List.of(
                                        revision(new FieldChange("remark", null, "a", false)),
                                        revision(new FieldChange("remark", "a", "b", false))))
                        .against(Map.of("remark", "b"));

        assertThat(outcome.restored()).containsExactly(entry("remark", null));
        assertThat(outcome.touched()).isEmpty();
    }

    @Test
    void aNumberWrittenWithOtherDecimalsIsNotTouched() {
        var revision = revision(new FieldChange("amount", null, new BigDecimal("7.50"), false));

        assertThat(reversal(List.of(revision)).against(Map.of("amount", new BigDecimal("7.5"))))
                .satisfies(outcome -> assertThat(outcome.touched()).isEmpty());
    }

    @Test
    void changesThatDoNotCountAreLeftAside() {
        var own = new FieldChange("name", "a", "b", false);
        var ofPosition = new FieldChange("name", "x", "y", false, new UUID(0, 1));
        var reversal =
                Reversal.of(
                        List.of(revision(own, ofPosition)),
                        change ->
                                Optional.of(change.field())
                                        .filter(key -> change.customer() == null),
                        (key, form, secret) -> form);

        assertThat(reversal.against(Map.of("name", "b")).restored())
                .containsExactly(entry("name", "a"));
    }

    private static Map.Entry<String, Object> entry(String name, Object value) {
        return new java.util.AbstractMap.SimpleEntry<>(name, value);
    }

    private static Reversal<String> reversal(List<Revision> ours) {
        return Reversal.of(
                ours, change -> Optional.of(change.field()), (key, form, secret) -> form);
    }

    private static Revision revision(FieldChange... changes) {
        return Revision.of(new UUID(0, 7), 2, Instant.EPOCH, Origin.byHand(null), List.of(changes));
    }

    private static void set(Map<String, Object> record, String name, Object value) {
        if (value == null) {
            record.remove(name);
        } else {
            record.put(name, value);
        }
    }
}
