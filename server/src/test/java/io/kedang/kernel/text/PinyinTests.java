package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

class PinyinTests {
    @ParameterizedTest
    @CsvSource({
        "单雄信, shan xiong xin",
        "曾国藩, zeng guo fan",
        "解缙, xie jin",
        "仇英, qiu ying",
        "查良镛, zha liang yong",
        "区寄, ou ji",
        "尉迟恭, yu chi gong",
        "万俟卨, mo qi xie",
        "令狐冲, ling hu chong",
        "薄一波, bo yi bo",
        "朴槿惠, piao jin hui",
        "缪荃孙, miao quan sun",
        "曾國藩, zeng guo fan",
        "王朝阳, wang zhao yang",
        "李重庆, li chong qing",
        "郑乾, zheng qian",
        "吕布, lv bu",
        "㑳伟, zhou wei",
        "𠮷田, ji tian",
        "阿凡提·买买提, a fan ti mai mai ti",
        "John Smith, john smith",
        "'王　芳', wang fang",
    })
    void aPersonIsReadByItsSurname(String name, String syllables) {
        assertThat(Pinyin.ofPerson(name).syllables()).isEqualTo(List.of(syllables.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "中国银行, zhong guo yin hang",
        "西藏朝阳, xi zang chao yang",
        "长沙, chang sha",
        "重庆江岳, chong qing jiang yue",
        "重慶江嶽, chong qing jiang yue",
        "六安, lu an",
        "台州, tai zhou",
        "厦门, xia men",
        "蚌埠, beng bu",
        "乐视网, le shi wang",
        "朝阳产业, zhao yang chan ye",
        "上海大厦, shang hai da sha",
        "漯河, luo he",
        "典当行, dian dang hang",
        "丰都, feng du",
        "TCL集团, tcl ji tuan",
        "58同城（北京）, 58 tong cheng bei jing",
    })
    void anOrganisationOrPlaceIsReadByItsWords(String name, String syllables) {
        assertThat(Pinyin.ofOrganisation(name).syllables())
                .isEqualTo(List.of(syllables.split(" ")));
    }

    @Test
    void initialsAreWhatHurriedUsersType() {
        assertThat(Pinyin.ofOrganisation("重庆江岳").initials()).isEqualTo("cqjy");
        assertThat(Pinyin.ofOrganisation("重庆江岳").full()).isEqualTo("chongqingjiangyue");
        assertThat(Pinyin.ofOrganisation("TCL集团").initials()).isEqualTo("tcljt");
        assertThat(Pinyin.ofOrganisation("58同城").initials()).isEqualTo("58tc");
        assertThat(Pinyin.ofPerson("John Smith").initials()).isEqualTo("js");
        assertThat(Pinyin.ofOrganisation("（）").initials()).isEmpty();
    }

    @Test
    void whoReadsCharacterByCharacterFindsTheNameToo() {
        assertThat(Pinyin.ofOrganisation("重庆江岳").spellings())
                .contains("chongqingjiangyue", "cqjy", "zhongqingjiangyue", "zqjy");
        assertThat(Pinyin.ofOrganisation("单记").spellings()).contains("danji", "shanji");
        assertThat(Pinyin.ofPerson("乐毅").spellings()).contains("yueyi", "leyi", "yy", "ly");
        assertThat(Pinyin.ofPerson("王芳").alternatives()).isEmpty();
        assertThat(Pinyin.ofOrganisation("重".repeat(50)).alternatives())
                .hasSize(Pinyin.MOST_ALTERNATIVES);
    }

    @Test
    void surnamesAreThoseOfIcuButForTheOnesItGetsWrong() {
        var corrected = List.of("刀", "尉", "缪", "筠", "莘");
        var icu = Transliterator.getInstance("Han-Latin/Names; Latin-ASCII");
        for (var surname :
                "单 曾 解 仇 查 区 尉迟 万俟 令狐 澹台 长孙 秘 卜 种 重 盖 过 华 纪 牟 粘 繁 任 召 折 舍 沈 隗 燕 乐 员 翟 葛 干 长 诸葛 欧阳 司马 上官 王 李 张 刘 陈 石 车 翁 冼"
                        .split(" ")) {
            var name = surname + "文";
            assertThat(corrected).doesNotContain(surname);
            assertThat(String.join(" ", Pinyin.ofPerson(name).syllables()))
                    .as(name)
                    .isEqualTo(icu.transliterate(name));
        }
    }

    @Test
    void namesSortBySyllableToneAndCharacter() {
        assertThat(
                        sorted(
                                Pinyin::ofPerson,
                                "张英",
                                "章子怡",
                                "张伟",
                                "单雄信",
                                "李四",
                                "Zoe",
                                "黎明",
                                "连战",
                                "利文",
                                "9527",
                                "阿三"))
                .containsExactly(
                        "9527", "Zoe", "阿三", "黎明", "李四", "利文", "连战", "单雄信", "张伟", "张英", "章子怡");
        assertThat(
                        sorted(
                                Pinyin::ofOrganisation,
                                "长沙银行",
                                "重庆江岳",
                                "成都武侯",
                                "（重庆）安达",
                                "厦门航空",
                                "重庆",
                                "TCL集团",
                                "TCLA"))
                .containsExactly("TCLA", "TCL集团", "长沙银行", "成都武侯", "重庆", "（重庆）安达", "重庆江岳", "厦门航空");
    }

    @Test
    void aKeyFitsIntoAnIndexHoweverLongTheName() {
        var reading = Pinyin.ofOrganisation("庄".repeat(1_000_000));
        assertThat(reading.sortKey().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000);
    }

    @Property
    void anyTextHasReadings(@ForAll String text) {
        for (var reading : List.of(Pinyin.ofPerson(text), Pinyin.ofOrganisation(text))) {
            assertThat(reading.full()).matches("[a-z0-9]*");
            assertThat(reading.alternatives().size()).isLessThanOrEqualTo(Pinyin.MOST_ALTERNATIVES);
        }
    }

    private static List<String> sorted(Function<String, Reading> reader, String... names) {
        var asPostgres =
                Comparator.comparing(
                        (String name) ->
                                reader.apply(name).sortKey().getBytes(StandardCharsets.UTF_8),
                        Arrays::compareUnsigned);
        return Stream.of(names).sorted(asPostgres).toList();
    }
}
