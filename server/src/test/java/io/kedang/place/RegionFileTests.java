package io.kedang.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kedang.kernel.Refusal;
import io.kedang.place.Region.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

class RegionFileTests {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    @Test
    void theShippedTableHasEveryProvinceAndNoFillers() {
        var table = RegionFile.read(Edition.shippedTable(), DAY);
        assertThat(table).hasSize(3_341);
        assertThat(table).filteredOn(region -> region.level() == Level.PROVINCE).hasSize(34);
        assertThat(table).filteredOn(region -> region.level() == Level.CITY).hasSize(333);
        assertThat(table).extracting(Region::name).doesNotContain("市辖区", "省直辖县级行政区划");
    }

    @Test
    void codesAreFilledUpAndFillersLeftOut() {
        var table =
                read(
                        """
                        code,name,more
                        11,北京市,
                        1101,市辖区,11
                        110105,朝阳区,x
                        44,广东省
                        4419,东莞市
                        441901,东莞市
                        42,湖北省
                        4290,省直辖县级行政区划
                        429004,仙桃市
                        """);
        assertThat(table)
                .extracting(Region::code, Region::name, Region::level, Region::parentCode)
                .containsExactly(
                        tuple("110000", "北京市", Level.PROVINCE, null),
                        tuple("110105", "朝阳区", Level.DISTRICT, "110000"),
                        tuple("420000", "湖北省", Level.PROVINCE, null),
                        tuple("429004", "仙桃市", Level.DISTRICT, "420000"),
                        tuple("440000", "广东省", Level.PROVINCE, null),
                        tuple("441900", "东莞市", Level.CITY, "440000"));
    }

    @Test
    void bothEncodingsOfChineseFilesAreRead() {
        var csv = "510000,四川省\n";
        var expected = List.of(new Region("510000", "四川省", Level.PROVINCE, null, DAY, null));
        assertThat(RegionFile.read(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8), DAY))
                .isEqualTo(expected);
        assertThat(RegionFile.read(csv.getBytes(Charset.forName("GB18030")), DAY))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'510000,四川省\n51000,成都市', ROW_WRONG",
        "'510000,四川省\n510100', ROW_WRONG",
        "'510000,四川省\n510100,', ROW_WRONG",
        "'510000,四川省\nx,y', ROW_WRONG",
        "'510000,四川省\n51,四川', CODE_TWICE",
        "'510100,成都市', PROVINCE_MISSING",
        "'510000,\"四川\"省', TABLE_UNREADABLE"
    })
    void aWrongLineRefusesTheTable(String csv, PlaceProblem problem) {
        assertThatThrownBy(() -> read(csv))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    private static List<Region> read(String csv) {
        return RegionFile.read(csv.getBytes(StandardCharsets.UTF_8), DAY);
    }
}
