package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.database.DataFolder;
import io.kedang.database.RunningDatabase;
import io.kedang.fault.PlainText;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Sensitive values that are nowhere else go in by every way there is, are read, searched, changed,
/// and mistyped; then every byte that the house has written is searched for them.
@Tag("s11")
@Tag("c-l")
@KedangTest
@ExtendWith(OutputCaptureExtension.class)
class PlainTextTests {
    private static final Path CLUSTER = Path.of("target", "test-database").toAbsolutePath();

    private final long seed = new SecureRandom().nextLong();
    private final Random random = new Random(seed);
    private final Set<String> canaries = new LinkedHashSet<>();
    private final Instant start = Instant.now();

    @Autowired TestCompany company;
    @Autowired DataFolder data;
    private TestClient admin;

    private String canary(String value) {
        canaries.add(value);
        return value;
    }

    private String digits(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    private String chinese(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) (0x4E00 + random.nextInt(0x5000)));
        }
        return text.toString();
    }

    private String mobile() {
        return canary("139" + digits(8));
    }

    /// A valid one (GB 11643), of nobody.
    private String idNumber() {
        var number =
                "500%03d19%02d0%d%02d%s"
                        .formatted(
                                random.nextInt(1000),
                                30 + random.nextInt(70),
                                1 + random.nextInt(9),
                                1 + random.nextInt(28),
                                digits(3));
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * ((1 << 17 - i) % 11);
        }
        return canary(number + "10X98765432".charAt(sum % 11));
    }

    @Test
    void noSensitiveValueStandsInClearInAnyFile(CapturedOutput log) throws Exception {
        admin = company.client(company.administrator());
        var plain = "kenari" + digits(12);
        byApi(plain);
        var found = new LinkedHashSet<String>();
        byImport(found);
        writeOut();

        var search = new PlainText(canaries);
        found.addAll(search.search(CLUSTER));
        found.addAll(search.search(data.root()));
        for (var file : temporary()) {
            found.addAll(search.search(file));
        }
        found.addAll(search.search(log.getAll()));
        assertThat(found).as("seed %d", seed).isEmpty();
        assertThat(canaries).hasSizeGreaterThan(20);
        assertThat(search.bytes()).as("bytes searched").isGreaterThan(30_000_000);

        assertThat(new PlainText(List.of(plain)).search(CLUSTER))
                .as("what is not sealed is found, in tables and in the write-ahead log")
                .anyMatch(hit -> hit.contains("/base/"))
                .anyMatch(hit -> hit.contains("/pg_wal/"));
    }

    private void byApi(String plain) {
        var id = NewId.next().toString();
        var first = mobile();
        var file =
                """
                {"kind":"PERSON","name":"密值","remarks":"%s","mobile":"%s","phone":"%s","email":"%s",
                 "idKind":"ID_CARD","idNumber":"%s","bankAccount":"%s","family":"%s",
                 "address":{"city":"重庆","street":"%s"}}
                """
                        .formatted(
                                plain,
                                first,
                                mobile(),
                                canary("api" + digits(10) + "@example.org"),
                                idNumber(),
                                canary("6222" + digits(15)),
                                canary(chinese(8)),
                                canary(chinese(6) + digits(4)));
        ok(admin.put("/customers/" + id, file), 201);
        ok(
                admin.patch(
                        "/customers/" + id,
                        1,
                        "{\"mobile\":\"%s\",\"idNumber\":\"%s\"}".formatted(mobile(), idNumber())),
                200);
        ok(
                admin.post(
                        "/customers/" + id + "/reveal",
                        "{\"fields\":[\"mobile\",\"idNumber\",\"family\"],\"reason\":\"回访\"}"),
                200);
        ok(admin.get("/customers?q=" + first), 200);
        ok(admin.get("/customers?q=" + first.substring(7)), 200);
        ok(admin.get("/customers/" + id + "/timeline"), 200);
        ok(admin.post("/customers/duplicates", "{\"mobile\":\"" + first + "\"}"), 200);
        wrong(id);
        person(id);
        ok(admin.post("/customers/" + id + "/void", "{\"reason\":\"test\"}"), 200);
    }

    /// What is refused must not be told to the log either.
    private void wrong(String id) {
        var long19 = canary("PZ" + digits(60));
        var refused = admin.patch("/customers/" + id, 2, "{\"idNumber\":\"" + long19 + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        var torn = admin.patch("/customers/" + id, 2, "{\"mobile\":\"" + mobile() + "\"");
        assertThat(torn.status()).isBetween(400, 422);
        var stale = admin.patch("/customers/" + id, 1, "{\"mobile\":\"" + mobile() + "\"}");
        assertThat(stale.status()).isBetween(200, 412);
        var filter = "{\"field\":\"mobile\",\"op\":\"eq\",\"value\":\"" + mobile() + "\"}";
        admin.get("/customers?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private void person(String customer) {
        var firm = NewId.next().toString();
        ok(admin.put("/customers/" + firm, "{\"kind\":\"ORGANISATION\",\"name\":\"密值公司\"}"), 201);
        var id = NewId.next().toString();
        var person =
                """
                {"name":"密人","mobile":"%s","email":"%s","wechat":"%s","address":"%s","family":"%s",
                 "position":{"role":"CONTACT"}}
                """
                        .formatted(
                                mobile(),
                                canary("per" + digits(10) + "@example.org"),
                                canary("wx" + digits(10)),
                                canary(chinese(9)),
                                canary(chinese(7)));
        ok(admin.put("/customers/" + firm + "/people/" + id, person), 201);
        ok(
                admin.post(
                        "/people/" + id + "/reveal",
                        "{\"fields\":[\"mobile\",\"wechat\"],\"reason\":\"核对\"}"),
                200);
        ok(admin.post("/customers/" + firm + "/void", "{\"reason\":\"test\"}"), 200);
    }

    /// Searches what the import works with while it is there: as the file was brought, amid the
    /// run, and at its end.
    private void byImport(Set<String> found) throws IOException {
        var imports = new ImportClient(admin);
        var lines = new ArrayList<String>();
        lines.add("客户名称,客户性质,手机,邮箱,证件号码,银行账号");
        for (int i = 0; i < 4; i++) {
            lines.add(
                    "密行%s,个人,%s,%s,%s,%s"
                            .formatted(
                                    digits(6),
                                    i == 3 ? canary("12" + digits(14)) : mobile(),
                                    canary("imp" + digits(10) + "@example.org"),
                                    idNumber(),
                                    canary("6217" + digits(15))));
        }
        var id = imports.bring("secret.csv", String.join("\n", lines));
        assertThat(Files.list(spool().resolve("imports"))).isNotEmpty();
        var search = new PlainText(canaries);
        found.addAll(search.search(spool()));
        imports.work(id, "check");
        var run = UUID.fromString(imports.start(id, "run").text("/job"));
        found.addAll(search.search(spool()));
        imports.ended(run);
        found.addAll(search.search(spool()));
        var counts = imports.counts(id);
        assertThat(counts.get(0)).as("imported: %s", counts).isPositive();
        ok(imports.api().send("GET", "/imports/" + id + "/rows?size=50", null, Map.of()), 200);
        imports.work(id, "undo");
    }

    /// Everything that is in memory only.
    private static void writeOut() throws SQLException {
        try (var connection = new RunningDatabase(CLUSTER).connect();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    private Path spool() {
        return data.root().resolve("spool");
    }

    /// What was written to the folder of temporary files since the test began.
    private List<Path> temporary() throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (var entry : all) {
                boolean ours = entry.getFileName().toString().startsWith("tomcat");
                boolean fresh =
                        Files.isRegularFile(entry)
                                && !Files.getLastModifiedTime(entry).toInstant().isBefore(start);
                if (ours || fresh) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private static void ok(TestClient.Answer answer, int status) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    }
}
