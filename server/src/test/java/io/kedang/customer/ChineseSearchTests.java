package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// What the search box finds among firms whose names are easily taken for each other: the table
/// `search/cases.tsv` says what is typed and which of `search/firms.txt` are then found, no more
/// and no fewer but for those that it names. The short names are from a public list
/// (Company-Names-Corpus, Apache-2.0); cities and trades were put to them, the readings were
/// written by hand.
@KedangTest
class ChineseSearchTests {
    @Autowired TestCompany company;

    @Test
    void everyCaseOfTheTableFindsItsFirmsAndNoOther() throws Exception {
        var name = "zhu" + UUID.randomUUID().toString().substring(0, 8);
        var zhu = company.client(company.user(name, "employee", "销售一部", Scope.OWN));
        for (var firm : lines("firms.txt")) {
            var body = "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(firm);
            assertThat(zhu.put("/customers/" + NewId.next(), body).status()).isEqualTo(201);
        }
        var wrong = new ArrayList<String>();
        int cases = 0;
        for (var line : lines("cases.tsv")) {
            if (line.startsWith("#")) {
                continue;
            }
            cases++;
            var parts = line.split("[\t、]");
            var found = found(zhu, parts[0]);
            if (!found.equals(Stream.of(parts).skip(1).sorted().toList())) {
                wrong.add(line + "\n    found " + found);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThanOrEqualTo(200);
    }

    private static List<String> found(TestClient client, String typed) {
        var page =
                client.get(
                        "/customers?size=200&q="
                                + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        var names = new ArrayList<String>();
        page.body().at("/items").forEach(item -> names.add(item.at("/name").asString()));
        return names.stream().sorted().toList();
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = ChineseSearchTests.class.getResourceAsStream("/search/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
