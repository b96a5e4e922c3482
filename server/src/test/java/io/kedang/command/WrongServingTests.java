package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines of `kedang run` that would serve in no safe or no working way: each ends with one sentence
/// in both languages, and nothing was started.
class WrongServingTests {
    private final Locale before = Locale.getDefault();

    @TempDir Path temporary;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(temporary.resolve("empty.pem"), "");
        Files.writeString(temporary.resolve("words.pem"), "words");
        Files.writeString(
                temporary.resolve("broken.pem"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(
                temporary.resolve("other.pem"), "-----BEGIN X-----\nAAAA\n-----END X-----\n");
    }

    @AfterEach
    void backToTheLanguageOfTheMachine() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --listen 0.0.0.0                              | --tls auto
                    --listen ::                                   | --tls auto
                    --listen 192.0.2.1 --port 0                   | 192.0.2.1
                    --listen no_such/host                         | listen
                    --listen 0.0.0.0 --proxy 10.0.0.5             | --tls auto
                    --tls                                         | --tls
                    --tls DIR/absent.pem                          | absent.pem
                    --tls DIR                                     | --tls auto
                    --tls DIR/empty.pem                           | PKCS#12
                    --tls DIR/words.pem                           | PKCS#12
                    --tls DIR/broken.pem                          | broken.pem
                    --tls DIR/other.pem                           | --tls-key
                    --tls Auto                                    | Auto
                    --tls auto --tls-key DIR/words.pem            | tls.key
                    --tls-key DIR/words.pem                       | tls.key
                    --tls auto --host https://kedang.example.com  | https://kedang.example.com
                    --tls auto --host a.example.com --host b:1    | b:1
                    --host kedang.example.com                     | tls.hosts
                    --tls DIR/words.pem --host a.example.com      | tls.hosts
                    --http-port 8201                              | http-port
                    --tls auto --http-port x                      | http-port
                    --tls auto --http-port 99999 --port 0         | 99999
                    --port 99999                                  | 99999
                    --proxy proxy.example.com                     | proxy.example.com
                    --proxy 10.0.0.0/99                           | 10.0.0.0/99
                    --proxy 0.0.0.0/0                             | 0.0.0.0/0
                    --set tls.password=canary                     | KEDANG_TLS_PASSWORD
                    --set admin.password=canary                   | KEDANG_ADMIN_PASSWORD
                    --set tls.hots=a.example.com                  | tls.hots
                    --tsl auto                                    | --tsl
                    """)
    void aWrongLineIsRefusedInOneSentence(String options, String named) {
        for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Locale.setDefault(language);
            var said = refused(options.replace("DIR", temporary.toString()));
            assertThat(said.strip().lines())
                    .singleElement()
                    .asString()
                    .startsWith("✗")
                    .contains(named)
                    .doesNotContain("canary", "Exception");
            assertThat(said.codePoints().anyMatch(Character::isIdeographic))
                    .isEqualTo(language.equals(Locale.SIMPLIFIED_CHINESE));
        }
        assertThat(temporary.resolve("data/postgres")).doesNotExist();
    }

    private String refused(String options) {
        var line = new ArrayList<>(List.of("run", "--data", temporary.resolve("data").toString()));
        line.addAll(List.of(options.split(" +")));
        var err = new ByteArrayOutputStream();
        var console =
                new Console(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(Commands.run(line, console)).as(options).isEqualTo(Commands.REFUSED);
        return err.toString(StandardCharsets.UTF_8);
    }
}
