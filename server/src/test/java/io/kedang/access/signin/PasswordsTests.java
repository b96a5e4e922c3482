package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.AccessProblem;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

@Tag("s8")
class PasswordsTests {
    private static final PasswordContext DING = called("ding");

    private final Passwords passwords = new Passwords();

    private static PasswordContext called(String username) {
        return new PasswordContext(username, "丁小明", "重庆江岳科技有限公司");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "qwertyuiop",
                "Password123!",
                "P@ssw0rd2024",
                "aaaaaaaaaaaa",
                "1qaz2wsx3edc",
                "ｐａｓｓｗｏｒｄ１２３",
                "13800138000",
                "woaini5201314",
                "woaini1314520",
                "zhongguo2024",
                "Zhangwei123!",
                "wangfang1990",
                "liming19851212",
                "beijing2008!",
                "admin@123456",
                "Kedang2026!",
                "Spring2026!",
            })
    void whatManyUseOrMakeAlikeIsRefused(String password) {
        assertThat(passwords.objection(password, DING)).contains(AccessProblem.PASSWORD_COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "tr0ub4dor&3x",
                "一句话比一个词更好记",
                "gXe9-Lqv2-Tz",
                "五月的湖边有三只白鹭",
                "mango violin asphalt",
            })
    void whatNobodyGuessesIsTaken(String password) {
        assertThat(passwords.objection(password, DING)).isEmpty();
    }

    @Test
    void theUsersOwnNameMakesAPasswordGuessable() {
        assertThat(passwords.objection("x-ouyangfei-77", called("ouyangfei")))
                .contains(AccessProblem.PASSWORD_COMMON);
        assertThat(passwords.objection("x-ouyangfei-77", DING)).isEmpty();
    }

    @Test
    void everyFrequentPasswordThatIsLongEnoughIsRefused() throws IOException {
        var frequent = frequent();
        assertThat(frequent).hasSizeGreaterThan(1_000);
        var taken =
                frequent.stream()
                        .filter(password -> passwords.objection(password, DING).isEmpty())
                        .toList();
        assertThat(taken).isEmpty();
    }

    /// Those of the lists inside the libraries that our rule of length would let pass.
    private static Set<String> frequent() throws IOException {
        var all = new TreeSet<>(lines("/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt"));
        all.addAll(leaked());
        all.removeIf(line -> line.codePointCount(0, line.length()) < 10);
        return all;
    }

    private static List<String> leaked() throws IOException {
        return lines("/dictionaries/passwords.txt");
    }

    private static List<String> lines(String name) throws IOException {
        try (var list = PasswordsTests.class.getResourceAsStream(name)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void noneOfTheHundredThousandThatLeakedMostIsTaken() throws IOException {
        var leaked = leaked();
        assertThat(leaked).hasSizeGreaterThanOrEqualTo(100_000);
        assertThat(leaked).allMatch(each -> passwords.objection(each, DING).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jiangyuekeji-x7Q",
                "Jiangyue2026!",
                "JiangYue@2026",
                "keji20260101",
                "重庆江岳科技的员工密码八七",
                "dingxiaoming#77",
                "我是丁小明九八七六五四",
                "x7Q-Kedang-9vL",
            })
    void whatIsKnownOfUserAndCompanyIsRefused(String password) {
        assertThat(passwords.objection(password, DING)).contains(AccessProblem.PASSWORD_COMMON);
    }

    @Test
    void namesOfOthersAreNoObjection() {
        var elsewhere = new PasswordContext("wu", "吴用", "水泊商行");
        assertThat(passwords.objection("jiangyuekeji-x7Q", elsewhere)).isEmpty();
        assertThat(passwords.objection("我是丁小明九八七六五四", elsewhere)).isEmpty();
    }

    @Test
    void aHugePasswordIsJudgedAtOnce() {
        long start = System.nanoTime();
        var noise = BigInteger.valueOf(3).pow(700).toString(36).substring(0, 200);
        assertThat(passwords.objection(noise, DING)).isEmpty();
        assertThat(passwords.objection("1".repeat(200), DING))
                .contains(AccessProblem.PASSWORD_COMMON);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
