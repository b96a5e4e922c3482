package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SummaryRuleTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    合计| |12,300.50|3      | 0
                    小 计：| | |           | 0
                     |本页合计|￥1,200|     | 1
                    总计|12|合计|34         | 0
                    Grand Total|7| |       | 0
                    subtotal:|7| |         | 0
                    合计|北京市朝阳区| |    | -1
                    合计科技有限公司|3| |   | -1
                    1|合计|3|              | -1
                    3|4|5|                 | -1
                    张三|小计| |           | -1
                    """)
    void aRowOfSumsIsTold(String a, String b, String c, String d, int column) {
        var cells = List.of(text(a), text(b), text(c), text(d));
        assertThat(SummaryRule.column(cells)).isEqualTo(column);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}
