package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// No setting leads to another machine in clear, or to one whose certificate nobody checks.
class EncryptedWayTests {
    private static final Set<String> OPTIONS = Set.of("database=", "set=");

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql:kedang",
                "jdbc:postgresql://localhost/kedang",
                "jdbc:postgresql://127.0.0.1:5432/kedang?sslmode=disable",
                "jdbc:postgresql://[::1]:5432/kedang",
                "jdbc:postgresql://db.example.com/kedang?sslmode=verify-full",
                "jdbc:postgresql://a.example.com,b.example.com/kedang?sslmode=verify-full",
                "jdbc:postgresql://db.example.com/kedang?ssl=true&sslrootcert=/etc/ca.pem",
                "https://vault.example.com:8200",
                "http://localhost:8200",
                "http://127.0.0.1:8200/x",
                "tls://log.example.com:6514",
                "tcp://127.0.0.1:514",
                "udp://localhost:514"
            })
    void whatIsEncryptedOrStaysHereIsTaken(String text) {
        assertThat(EncryptedWay.instead(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            textBlock =
                    """
                    database jdbc:postgresql://db.example.com/kedang
                    database jdbc:postgresql://db.example.com/kedang?sslmode=prefer
                    database jdbc:postgresql://db.example.com/kedang?sslmode=require
                    database jdbc:postgresql://db.example.com/kedang?sslmode=verify-ca
                    database jdbc:postgresql://db.example.com/kedang?sslmode=sometimes
                    database jdbc:postgresql://localhost,db.example.com/kedang
                    database jdbc:postgresql://x/k?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory
                    database jdbc:postgresql://x/k?sslmode=verify-full&sslhostnameverifier=x.Anybody
                    keys.vault.address http://vault.example.com:8200
                    keys.vault.address http://10.1.2.3:8200
                    keys.vault.address http://localhost@vault.example.com
                    keys.vault.address http://localhost.example.com
                    keys.vault.address http://127.0.0.1\\@vault.example.com
                    suite.wecom http://wecom.example.com
                    suite.dingtalk http://192.168.1.1
                    suite.feishu http://feishu.example.com
                    audit.syslog udp://log.example.com:514
                    audit.syslog tcp://10.1.2.3:514
                    """)
    void whatIsInClearIsRefusedAtTheStartWithWhatToWrite(String key, String text) {
        var line =
                key.equals("database")
                        ? List.of("--database", text)
                        : List.of("--set", key + "=" + text);
        var setting = key.equals("database") ? "database.url" : key;
        assertThatThrownBy(() -> Settings.of(Arguments.parse(line, OPTIONS), Map.of(), home))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem())
                                    .isEqualTo(CommandProblem.SETTING_IN_CLEAR);
                            assertThat(refusal.arguments()).startsWith(setting);
                            assertThat(refusal.arguments().getLast().toString())
                                    .matches("https://…|tls://…|.*sslmode=verify-full");
                        });
    }

    /// Whoever adds a setting that is an address has to say that it leads out.
    @Test
    void everySettingWithAnAddressIsHeldToIt() {
        for (var setting : SettingCatalogue.all()) {
            assertThat(setting.pattern().contains("://") || setting.pattern().contains("jdbc:"))
                    .as(setting.key())
                    .isEqualTo(setting.way());
        }
    }
}
