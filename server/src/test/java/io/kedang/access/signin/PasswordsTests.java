package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.AccessProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

class PasswordsTests {
    private final Passwords passwords = new Passwords();

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
        assertThat(passwords.objection(password, "ding")).contains(AccessProblem.PASSWORD_COMMON);
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
        assertThat(passwords.objection(password, "ding")).isEmpty();
    }

    @Test
    void theUsersOwnNameMakesAPasswordGuessable() {
        assertThat(passwords.objection("x-ouyangfei-77", "ouyangfei"))
                .contains(AccessProblem.PASSWORD_COMMON);
        assertThat(passwords.objection("x-ouyangfei-77", "ding")).isEmpty();
    }

    @Test
    void everyFrequentPasswordThatIsLongEnoughIsRefused() throws IOException {
        var frequent = frequent();
        assertThat(frequent).hasSizeGreaterThan(1_000);
        var taken =
                frequent.stream()
                        .filter(password -> passwords.objection(password, "ding").isEmpty())
                        .toList();
        assertThat(taken).isEmpty();
    }

    /// Those of the list inside zxcvbn that our rule of length would let pass.
    private static Set<String> frequent() throws IOException {
        var name = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";
        try (var list = PasswordsTests.class.getResourceAsStream(name)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.length() >= 10)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aHugePasswordIsJudgedAtOnce() {
        long start = System.nanoTime();
        var noise = BigInteger.valueOf(3).pow(700).toString(36).substring(0, 200);
        assertThat(passwords.objection(noise, "ding")).isEmpty();
        assertThat(passwords.objection("1".repeat(200), "ding"))
                .contains(AccessProblem.PASSWORD_COMMON);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
