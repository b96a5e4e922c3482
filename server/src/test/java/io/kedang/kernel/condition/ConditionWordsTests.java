package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Condition.and;
import static io.kedang.kernel.condition.Condition.not;
import static io.kedang.kernel.condition.Condition.or;
import static io.kedang.kernel.condition.Condition.where;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Messages;
import io.kedang.kernel.field.FieldType;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

class ConditionWordsTests {
    private static final UUID ANA = new UUID(1, 7);

    @Test
    void joinedConditionsStandInBracketsOfTheirLanguage() {
        says(
                and(
                        where("grade", Operator.EQ, "A"),
                        or(
                                where("tags", Operator.CONTAINS, "重点"),
                                where("notes", Operator.CONTAINS, "续约"))),
                "等级 是 A 且（标签 包含 重点 或 备注 包含 “续约”）",
                "Grade is A and (Tags contains 重点 or Notes contains “续约”)");
        says(
                or(
                        and(where("active", Operator.EQ, true), where("name", Operator.MISSING)),
                        not(where("visits", Operator.BETWEEN, 1, 3))),
                "（活跃：是 且 名称 为空）或 不满足（拜访次数 在 1 与 3 之间）",
                "(Active: yes and Name is empty) or not (Visits is between 1 and 3)");
    }

    @Test
    void timesAreSaidAsTimes() {
        says(
                where("createdAt", Operator.LT, "2026-01-05T02:00:00Z"),
                "建档时间 早于 2026-01-05 10:00",
                "Created is before 2026-01-05 10:00");
        says(
                where("dueOn", Operator.WITHIN_LAST, "P1Y1M30D"),
                "到期日 在最近 1 年 1 个月 30 天 内",
                "Due on is in the last 1 year 1 month 30 days");
        says(
                where("dueOn", Operator.DURING, "thisQuarter"),
                "到期日 在 本季度",
                "Due on is in this quarter");
    }

    @Test
    void peopleAreNamed() {
        says(
                or(
                        where("owner", Operator.IN, "me", ANA),
                        where("department", Operator.NE, "mine")),
                "负责人 是 我、Ana 之一 或 部门 不是 我的部门",
                "Owner is one of me, Ana or Department is not my departments");
    }

    @Test
    void figuresOfRelatedRowsAreNamed() {
        var recent = where("orderedOn", Operator.WITHIN_LAST, "P90D");
        says(
                related(recent, Aggregate.COUNT, null, Operator.GT, 3),
                "订单（下单日期 在最近 90 天 内）的数量 大于 3",
                "number of Orders (Order date is in the last 90 days) is more than 3");
        says(
                related(recent, Aggregate.COUNT, null, Operator.EQ, 0),
                "没有订单（下单日期 在最近 90 天 内）",
                "has no Orders (Order date is in the last 90 days)");
        says(
                related(Condition.EVERYTHING, Aggregate.COUNT, null, Operator.GE, 1),
                "有订单",
                "has Orders");
        says(
                related(Condition.EVERYTHING, Aggregate.SUM, "amount", Operator.GE, "1000.50"),
                "订单的金额合计 至少 1000.50",
                "sum of Amount of Orders is at least 1000.50");
        says(
                related(
                        Condition.EVERYTHING,
                        Aggregate.MAX,
                        "orderedOn",
                        Operator.OLDER_THAN,
                        "P1M"),
                "订单的最晚下单日期 在 1 个月 以前",
                "last Order date of Orders is more than 1 month ago");
    }

    @Test
    void whatIsGoneIsSaidByItsKey() {
        says(
                and(
                        where("custom.gone", Operator.GT, 3),
                        where("grade", Operator.EQ, "Z"),
                        new Condition.Related(
                                "visits",
                                Condition.EVERYTHING,
                                Aggregate.SUM,
                                "x",
                                Operator.LT,
                                List.of(2))),
                "custom.gone 大于 3 且 等级 是 Z 且 visits的x合计 小于 2",
                "custom.gone is more than 3 and Grade is Z and sum of x of visits is less than 2");
    }

    @Test
    void everythingIsSaidToo() {
        says(Condition.EVERYTHING, "全部", "everything");
        says(
                where("name", Operator.EQ, "{0} '' it's"),
                "名称 是 “{0} '' it's”",
                "Name is “{0} '' it's”");
    }

    @Test
    void everyOperatorAndSpanHasWords() {
        for (var field : Samples.catalogue().fields()) {
            for (var operator : field.operators()) {
                var values =
                        switch (operator.takes()) {
                            case NOTHING -> List.of();
                            case ONE, SEVERAL -> List.<Object>of("1");
                            case TWO -> List.<Object>of("1", "2");
                        };
                assertThat(
                                words(
                                        new Condition.Compare(field.key(), operator, values),
                                        Locale.ENGLISH))
                        .startsWith(field.label().in(Locale.ENGLISH));
            }
        }
        for (var span : CalendarSpan.values()) {
            assertThat(
                            words(
                                    where("dueOn", Operator.DURING, span.word()),
                                    Locale.SIMPLIFIED_CHINESE))
                    .doesNotContain(span.word());
        }
    }

    private static Condition related(
            Condition where, Aggregate aggregate, String of, Operator operator, Object value) {
        return new Condition.Related("orders", where, aggregate, of, operator, List.of(value));
    }

    private static void says(Condition condition, String chinese, String english) {
        assertThat(words(condition, Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
        assertThat(words(condition, Locale.ENGLISH)).isEqualTo(english);
    }

    private static String words(Condition condition, Locale locale) {
        ConditionWords.Names names =
                (type, value) ->
                        type == FieldType.USER && value.equals(ANA.toString())
                                ? Optional.of("Ana")
                                : Optional.empty();
        return new ConditionWords(
                        Messages.messageSource(), Samples.catalogue(), names, Samples.ZONE, locale)
                .of(condition);
    }
}
