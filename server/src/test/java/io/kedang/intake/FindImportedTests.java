package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// What was imported is found by any part of names and numbers, all of it and nothing else.
@KedangTest
@TestPropertySource(properties = "kedang.privacy.phone-search=any")
class FindImportedTests {
    private static final int FILES = 400;
    private static final int TERMS = 50;

    @Autowired TestCompany company;

    @Test
    void everyPartOfANameAndOfAMobileFindsExactlyTheFilesThatHoldIt() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var api = company.client(company.user("finder", "director", "客户服务部", Scope.ALL));
        var imports = new ImportClient(api);
        var rows = new ArrayList<Map<String, String>>();
        for (var firm : TestRows.firms(8_000_000, FILES)) {
            var mobile =
                    "1" + (3 + random.nextInt(7)) + "%09d".formatted(random.nextInt(1_000_000_000));
            rows.add(TestRows.with(firm, "mobile", mobile));
        }
        var id = imports.bring("all.csv", TestRows.csv(rows));
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(FILES, 0, 0, 0, 0);
        assertFound(api, "name", fragments(random, rows, "name", 2, 2), rows);
        assertFound(api, "mobile", fragments(random, rows, "mobile", 4, 6), rows);
    }

    private static void assertFound(
            TestClient api, String field, Iterable<String> terms, List<Map<String, String>> rows) {
        for (var term : terms) {
            var filter =
                    "{\"field\":\"%s\",\"op\":\"contains\",\"value\":\"%s\"}"
                            .formatted(field, term);
            var found =
                    api.get(
                            "/customers?size=1&count=exact&filter="
                                    + URLEncoder.encode(filter, StandardCharsets.UTF_8));
            assertThat(found.body().at("/count").asInt(-1))
                    .as(field + " " + term)
                    .isEqualTo(
                            (int)
                                    rows.stream()
                                            .filter(row -> row.get(field).contains(term))
                                            .count());
        }
    }

    private static Iterable<String> fragments(
            Random random,
            List<Map<String, String>> rows,
            String column,
            int shortest,
            int longest) {
        var fragments = new TreeSet<String>();
        while (fragments.size() < TERMS) {
            var text = rows.get(random.nextInt(rows.size())).get(column);
            int length = random.nextBoolean() ? shortest : longest;
            int from = random.nextInt(text.length() - length + 1);
            fragments.add(text.substring(from, from + length));
        }
        fragments.add(column.equals("name") ? "龘龘" : "000000");
        return fragments;
    }
}
