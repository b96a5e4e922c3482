package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Parsed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

class DateTextTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-05",
                "2026-7-5",
                "2026/7/5",
                "2026.7.5",
                "2026．07．05",
                "2026年7月5日",
                "2026 年 07 月 05 日",
                "2026年7月5号",
                "20260705",
                "２０２６－０７－０５",
                "2026-07-05 16:30",
                "2026-07-05T16:30:00Z",
                "2026/7/5 16:30:05.123",
                "2026年7月5日下午4点30分",
                "20260705 16:30",
                " 2026-07-05 00:00:00 "
            })
    void aDateIsReadInTheFormsInUse(String typed) {
        assertThat(right(DateText.parse(typed))).isEqualTo(LocalDate.of(2026, 7, 5));
    }

    @Test
    void aDayThatDoesNotExistIsRefusedByItsParts() {
        assertThat(DateText.parse("2026-02-29"))
                .isEqualTo(Parsed.wrong(ValueProblem.DATE_ABSENT, "2026", "2", "29"));
        assertThat(problem(DateText.parse("20261301"))).isEqualTo(ValueProblem.DATE_ABSENT);
        assertThat(problem(DateText.parse("2026年4月31日"))).isEqualTo(ValueProblem.DATE_ABSENT);
        assertThat(right(DateText.parse("2024-02-29"))).isEqualTo(LocalDate.of(2024, 2, 29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7/5/2026",
                "26-7-5",
                "2026-07",
                "2026年7月",
                "2026-07/05",
                "46208",
                "202607051",
                "昨天",
                "0000-01-01",
                "2026-07-05 25:00",
                "2026-07-05abc",
                "2026-07-051",
                "1990-**-**"
            })
    void whatCouldBeReadInTwoWaysOrInNoneIsRefused(String typed) {
        assertThat(problem(DateText.parse(typed))).isEqualTo(ValueProblem.DATE_FORM);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-05 16:30, 2026-07-05T08:30:00Z",
        "2026-07-05T16:30:05, 2026-07-05T08:30:05Z",
        "2026-07-05T16:30:05.25+02:00, 2026-07-05T14:30:05.250Z",
        "2026-07-05T16:30:05Z, 2026-07-05T16:30:05Z",
        "2026年7月5日下午4点30分, 2026-07-05T08:30:00Z",
        "2026年7月5日16时, 2026-07-05T08:00:00Z",
        "2026/7/5 4:30 PM, 2026-07-05T08:30:00Z",
        "2026/7/5 12:30 AM, 2026-07-04T16:30:00Z",
        "2026-07-05, 2026-07-04T16:00:00Z"
    })
    void aTimeWithoutOffsetCountsInTheGivenZone(String typed, Instant instant) {
        assertThat(right(InstantText.parse(typed, SHANGHAI))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-05 24:00",
                "2026-07-05 16:60",
                "2026-07-05 四点",
                "2026-07-05 13:00 PM",
                "2026-07-05T16:30+19:00"
            })
    void aTimeThatDoesNotExistIsRefused(String typed) {
        assertThat(problem(InstantText.parse(typed, SHANGHAI))).isEqualTo(ValueProblem.TIME_FORM);
    }
}
