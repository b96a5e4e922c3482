package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Condition.not;
import static io.kedang.kernel.condition.Condition.where;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Money;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What conditions mean and which are refused; that the back ends agree on it,
/// [ConditionAgreementTests]
/// holds. Today is 31 March 2026 in Shanghai.
class ConditionTests {
    @Test
    void aMissingValueSatisfiesOnlyMissingNotEqualAndNegations() {
        for (var field : Samples.catalogue().fields()) {
            for (var operator : field.operators()) {
                var condition =
                        new Condition.Compare(field.key(), operator, values(field, operator));
                boolean satisfied = operator == Operator.MISSING || operator == Operator.NE;
                assertThat(holds(condition, Map.of()))
                        .as(condition.toString())
                        .isEqualTo(satisfied);
                assertThat(holds(not(condition), Map.of()))
                        .as(condition.toString())
                        .isEqualTo(!satisfied);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "withinLast, P7D, 2026-03-24, false",
        "withinLast, P7D, 2026-03-25, true",
        "withinLast, P7D, 2026-03-31, true",
        "withinLast, P7D, 2026-04-01, false",
        "withinLast, P1M, 2026-03-01, true",
        "withinLast, P1M, 2026-02-28, false",
        "olderThan,  P7D, 2026-03-24, true",
        "olderThan,  P7D, 2026-03-25, false",
        "olderThan,  P1D, 2026-03-30, true",
        "withinNext, P7D, 2026-03-30, false",
        "withinNext, P7D, 2026-03-31, true",
        "withinNext, P7D, 2026-04-06, true",
        "withinNext, P7D, 2026-04-07, false",
        "during, today, 2026-03-31, true",
        "during, yesterday, 2026-03-30, true",
        "during, tomorrow, 2026-03-31, false",
        "during, thisWeek, 2026-03-30, true",
        "during, thisWeek, 2026-03-29, false",
        "during, thisWeek, 2026-04-05, true",
        "during, lastMonth, 2026-02-28, true",
        "during, lastMonth, 2026-03-01, false",
        "during, thisQuarter, 2026-01-01, true",
        "during, thisQuarter, 2026-04-01, false",
        "during, nextQuarter, 2026-06-30, true",
        "during, lastYear, 2025-12-31, true",
        "during, nextYear, 2026-12-31, false"
    })
    void relativeDatesCountWholeDaysIncludingToday(
            String operator, String value, LocalDate date, boolean expected) {
        var condition = where("dueOn", Operator.find(operator).orElseThrow(), value);
        assertThat(holds(condition, Map.of("dueOn", date))).isEqualTo(expected);
        var created = where("createdAt", Operator.find(operator).orElseThrow(), value);
        var lastMoment = date.plusDays(1).atStartOfDay(Samples.ZONE).toInstant().minusNanos(1_000);
        assertThat(holds(created, Map.of("createdAt", lastMoment))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // 16:00 UTC is midnight in Shanghai
        "eq, 2026-01-05,           2026-01-04T16:00:00Z,        true",
        "eq, 2026-01-05,           2026-01-05T15:59:59.999999Z, true",
        "eq, 2026-01-05,           2026-01-05T16:00:00Z,        false",
        "lt, 2026-01-05,           2026-01-04T15:59:59Z,        true",
        "lt, 2026-01-05,           2026-01-04T16:00:00Z,        false",
        "le, 2026-01-05,           2026-01-05T15:00:00Z,        true",
        "gt, 2026-01-05,           2026-01-05T15:00:00Z,        false",
        "gt, 2026-01-05,           2026-01-05T16:00:00Z,        true",
        "ge, 2026-01-05,           2026-01-04T16:00:00Z,        true",
        "eq, 2026-01-05T02:00:00Z, 2026-01-05T02:00:00Z,        true",
        "eq, 2026-01-05T10:00:00+08:00, 2026-01-05T02:00:00Z,   true",
        "eq, 2026-01-05T02:00:00Z, 2026-01-05T02:00:00.000001Z, false",
        "gt, 2026-01-05T02:00:00Z, 2026-01-05T02:00:00.000001Z, true",
        "gt, 2026-01-05T02:00:00Z, 2026-01-05T02:00:00Z,        false",
        "le, 2026-01-05T02:00:00Z, 2026-01-05T02:00:00Z,        true"
    })
    void anInstantIsComparedWithADayOfTheCompany(
            String operator, String value, Instant instant, boolean expected) {
        var condition = where("createdAt", Operator.find(operator).orElseThrow(), value);
        assertThat(holds(condition, Map.of("createdAt", instant))).isEqualTo(expected);
    }

    @Test
    void textIsComparedFoldedAndAmountsExactly() {
        assertThat(holds(where("name", Operator.EQ, "ＫＥＤＡＮＧ"), Map.of("name", "Kedang"))).isTrue();
        assertThat(holds(where("name", Operator.CONTAINS, "%"), Map.of("name", "kedang")))
                .isFalse();
        var amount = Map.<String, Object>of("amount", new Money(new BigDecimal("0.30"), "CNY"));
        assertThat(holds(where("amount", Operator.EQ, "0.3"), amount)).isTrue();
        assertThat(holds(where("amount", Operator.GT, "0.2999999999"), amount)).isTrue();
    }

    @Test
    void meIsNobodyWhereTheSystemAsks() {
        var system = new ConditionContext(Samples.TODAY, Samples.ZONE, null, List.of());
        var mine = where("owner", Operator.EQ, "me");
        var row = Map.<String, Object>of("owner", Samples.ME);
        assertThat(holds(mine, row)).isTrue();
        assertThat(ConditionPredicate.of(mine, Samples.catalogue(), system).test(row::get))
                .isFalse();
    }

    @Test
    void figuresOfNoRowsAreZeroOrMissing() {
        var none = Map.<String, Object>of("orders", List.of());
        assertThat(holds(related(Aggregate.COUNT, null, Operator.EQ, 0), none)).isTrue();
        assertThat(holds(related(Aggregate.SUM, "amount", Operator.LT, 1), none)).isTrue();
        assertThat(holds(related(Aggregate.MIN, "amount", Operator.LT, 1), none)).isFalse();
        assertThat(holds(related(Aggregate.MAX, "orderedOn", Operator.MISSING), none)).isTrue();
        var order = new HashMap<String, Object>(Map.of("orderedOn", Samples.TODAY.minusDays(100)));
        var one = Map.<String, Object>of("orders", List.of((Function<String, Object>) order::get));
        assertThat(holds(related(Aggregate.MAX, "orderedOn", Operator.OLDER_THAN, "P90D"), one))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing   | eq | A           | condition.unknown-field",
                "c.name    | eq | A           | condition.unknown-field",
                "name      | gt | A           | condition.operator-not-allowed",
                "grade     | contains | A     | condition.operator-not-allowed",
                "visits    | withinLast | P1D | condition.operator-not-allowed",
                "grade     | eq | D           | condition.unknown-option",
                "name      | eq | ' '         | condition.wrong-value",
                "active    | eq | true        | condition.wrong-value",
                "visits    | eq | 1.5         | condition.wrong-value",
                "visits    | eq | 10000000000000000000 | condition.wrong-value",
                "amount    | eq | 12,30       | condition.wrong-value",
                "amount    | eq | 1E+40       | condition.wrong-value",
                "amount    | eq | 0.00000000001 | condition.wrong-value",
                "dueOn     | eq | 2026-02-30  | condition.wrong-value",
                "dueOn     | eq | 05.01.2026  | condition.wrong-value",
                "dueOn     | eq | +12026-01-01 | condition.wrong-value",
                "dueOn     | eq | 2026-01-05T00:00:00Z | condition.wrong-value",
                "createdAt | eq | 2026-01-05T00:00:00 | condition.wrong-value",
                "dueOn     | withinLast | P0D | condition.wrong-value",
                "dueOn     | withinLast | P-1D | condition.wrong-value",
                "dueOn     | withinLast | PT1H | condition.wrong-value",
                "dueOn     | olderThan | P999999999Y | condition.wrong-value",
                "dueOn     | during | always  | condition.wrong-value",
                "owner     | eq | mine        | condition.wrong-value",
                "owner     | eq | 1-1-1-1-1   | condition.wrong-value",
                "department | eq | me         | condition.wrong-value"
            })
    void whatTheCatalogueDoesNotKnowIsRefused(
            String field, String operator, String value, String code) {
        var condition = where(field, Operator.find(operator).orElseThrow(), value);
        assertThat(refusal(Condition.or(condition, Condition.EVERYTHING)).problem().code())
                .isEqualTo(code);
        assertThat(refusal(Condition.or(condition)).properties()).containsEntry("path", "/or/0");
    }

    @Test
    void relatedRowsAndTheirFiguresAreChecked() {
        assertThat(
                        code(
                                new Condition.Related(
                                        "visits",
                                        Condition.EVERYTHING,
                                        Aggregate.COUNT,
                                        null,
                                        Operator.GT,
                                        List.of(1))))
                .isEqualTo("condition.unknown-related");
        assertThat(code(related(Aggregate.SUM, "orderedOn", Operator.GT, 1)))
                .isEqualTo("condition.aggregate-not-allowed");
        assertThat(code(related(Aggregate.MAX, "status", Operator.EQ, "OPEN")))
                .isEqualTo("condition.aggregate-not-allowed");
        assertThat(code(related(Aggregate.MAX, "grade", Operator.EQ, "A")))
                .isEqualTo("condition.unknown-field");
        assertThat(code(related(Aggregate.COUNT, null, Operator.GT, "many")))
                .isEqualTo("condition.wrong-value");
    }

    @Test
    void aTextThatNoDatabaseStoresIsRefused() {
        assertThat(code(where("name", Operator.EQ, "a\0b"))).isEqualTo("condition.wrong-value");
        assertThat(code(where("name", Operator.EQ, "a\ud83d"))).isEqualTo("condition.wrong-value");
    }

    @Test
    void aMaskedFieldAnswersOnlyWhatWasLeft() {
        var masked =
                Samples.catalogue()
                        .with(
                                fields ->
                                        fields.stream()
                                                .map(
                                                        field ->
                                                                field.maskedExcept(
                                                                        Set.of(Operator.EQ)))
                                                .toList());
        masked.check(where("email", Operator.EQ, "ana@kedang.io"));
        assertThatThrownBy(() -> masked.check(where("email", Operator.STARTS_WITH, "a")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(ConditionProblem.MASKED_FIELD));
        assertThatThrownBy(() -> masked.check(where("amount", Operator.BETWEEN, 1, 2)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whatComesFromOutsideIsBoundAndNothingElseVaries() {
        var evil = "'); drop table sample; --";
        var sql = postgres(where("name", Operator.CONTAINS, evil));
        assertThat(sql.sql()).isEqualTo("c.name_folded like :f0");
        assertThat(sql.values()).containsEntry("f0", "%'); drop table sample; --%");
        assertThat(postgres(where("name", Operator.STARTS_WITH, "50%_\\")).values())
                .containsEntry("f0", "50\\%\\_\\\\%");
    }

    @Test
    void comparisonsKeepTheFormThatIndexesServe() {
        assertThat(sql(where("grade", Operator.IN, "A", "B")))
                .isEqualTo("c.grade = any(:f0::text[])");
        assertThat(sql(where("tags", Operator.CONTAINS, "重点"))).isEqualTo("c.tags && :f0::text[]");
        assertThat(sql(where("dueOn", Operator.MISSING))).isEqualTo("c.due_on is null");
        assertThat(sql(where("grade", Operator.NE, "A"))).isEqualTo("(c.grade = :f0) is not true");
        assertThat(sql(related(Aggregate.COUNT, null, Operator.GE, 1)))
                .isEqualTo(
                        "exists (select 1 from sample_order o where true and true and o.sample ="
                                + " c.id)");
        assertThat(sql(related(Aggregate.COUNT, null, Operator.EQ, 0))).startsWith("not exists (");
        assertThat(sql(Condition.EVERYTHING)).isEqualTo("true");
    }

    /// Rows that the reader may not know are as if they were not, also in a negation.
    @Test
    void rowsAreAskedBehindTheirLock() {
        var any = related(Aggregate.COUNT, null, Operator.GE, 1);
        var lock = Fragment.of("c.owner = :v", "v", 7);
        var rows = "exists (select 1 from sample_order o where true and true and o.sample = c.id)";
        var found = behind(lock, any);
        assertThat(found.sql()).isEqualTo("(c.owner = :v and " + rows + ")");
        assertThat(found.values()).isEqualTo(Map.of("v", 7));
        assertThat(behind(lock, not(any)).sql())
                .isEqualTo("((c.owner = :v) is not true or not " + rows + ")");
        assertThatThrownBy(() -> behind(Fragment.FALSE, any))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(ConditionProblem.UNKNOWN_RELATED));
    }

    private static Fragment behind(Fragment lock, Condition condition) {
        var catalogue =
                FieldCatalogue.of(Samples.FOLD, List.of(), List.of(Samples.orders(() -> lock)));
        return PostgresConditions.compile(condition, catalogue, Samples.CONTEXT, "f");
    }

    @Test
    void aFieldMayBringItsOwnSql() {
        var phone =
                ConditionField.of("phone", FieldType.PHONE, _ -> "phone")
                        .maskedExcept(Set.of(Operator.EQ, Operator.NE, Operator.PRESENT))
                        .ownSql(
                                (operator, values, bind) ->
                                        operator == Operator.IN
                                                ? Optional.of(
                                                        "s.tokens && " + bind.apply(values.size()))
                                                : Optional.of("s.tokens is not null"));
        var catalogue = FieldCatalogue.of(Samples.FOLD, List.of(phone), List.of());
        var found =
                PostgresConditions.compile(
                        where("phone", Operator.NE, "13800000000"),
                        catalogue,
                        Samples.CONTEXT,
                        "v_");
        assertThat(found.sql()).isEqualTo("((s.tokens && :v_0)) is not true");
        assertThat(found.values()).isEqualTo(Map.of("v_0", 1));
        assertThatThrownBy(
                        () ->
                                DuckDbConditions.compile(
                                        where("phone", Operator.PRESENT),
                                        catalogue,
                                        Samples.CONTEXT))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(ConditionProblem.NOT_IN_ANALYSIS));
    }

    private static List<Object> values(ConditionField field, Operator operator) {
        return switch (operator) {
            case MISSING, PRESENT -> List.of();
            case WITHIN_LAST, WITHIN_NEXT, OLDER_THAN -> List.of("P1D");
            case DURING -> List.of("today");
            default -> {
                Object value =
                        switch (field.type()) {
                            case CHOICE -> "A";
                            case YES_NO -> true;
                            case WHOLE_NUMBER, DECIMAL, MONEY -> 1;
                            case DATE, INSTANT -> Samples.TODAY;
                            case USER, DEPARTMENT -> new UUID(1, 1);
                            default -> "a";
                        };
                yield operator == Operator.BETWEEN ? List.of(value, value) : List.of(value);
            }
        };
    }

    private static Condition related(
            Aggregate aggregate, String of, Operator operator, Object... values) {
        return new Condition.Related(
                "orders", Condition.EVERYTHING, aggregate, of, operator, List.of(values));
    }

    private static boolean holds(Condition condition, Map<String, Object> row) {
        return ConditionPredicate.of(condition, Samples.catalogue(), Samples.CONTEXT)
                .test(row::get);
    }

    private static Fragment postgres(Condition condition) {
        return PostgresConditions.compile(condition, Samples.catalogue(), Samples.CONTEXT, "f");
    }

    private static String sql(Condition condition) {
        return postgres(condition).sql();
    }

    private static String code(Condition condition) {
        return refusal(condition).problem().code();
    }

    private static Refusal refusal(Condition condition) {
        var refused = new Refusal[1];
        assertThatThrownBy(() -> Samples.catalogue().check(condition))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return refused[0];
    }
}
