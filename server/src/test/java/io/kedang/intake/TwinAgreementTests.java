package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.customer.TwinBasis;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Typing a customer, opening his file and importing him recognise the same file by the same trait.
@KedangTest
class TwinAgreementTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "name", "name",
                    "externalNumber", "customer_no",
                    "creditCode", "credit_code",
                    "mobile", "mobile",
                    "phone", "phone",
                    "fax", "fax");

    @Autowired TestCompany company;

    private TestClient api;
    private ImportClient imports;
    private int number;

    /// What a second record has in common with the first, and by what it is recognised, if at all.
    enum Pair {
        NOTHING("ORGANISATION", null),
        EXTERNAL_NUMBER("ORGANISATION", TwinBasis.EXTERNAL_NUMBER),
        CREDIT_CODE("ORGANISATION", TwinBasis.CREDIT_CODE),
        MOBILE("ORGANISATION", TwinBasis.PHONE),
        MOBILE_OF_A_PERSON("PERSON", TwinBasis.PHONE),
        MOBILE_IN_THE_FIELD_FOR_PHONES("ORGANISATION", TwinBasis.PHONE),
        LANDLINE("ORGANISATION", null),
        NAME_OF_A_FIRM_SPELLED_OTHERWISE("ORGANISATION", TwinBasis.NAME),
        NAME_OF_A_FIRM_THAT_HAS_ANOTHER_CODE("ORGANISATION", TwinBasis.NAME),
        NAME_OF_A_PERSON("PERSON", TwinBasis.NAME),
        CODE_AND_MOBILE("ORGANISATION", TwinBasis.CREDIT_CODE);

        private final String kind;
        private final TwinBasis basis;

        Pair(String kind, TwinBasis basis) {
            this.kind = kind;
            this.basis = basis;
        }
    }

    @BeforeEach
    void anImporter() {
        imports = ImportClient.of(company);
        api = imports.api();
        number = TestRows.unused(1);
    }

    @ParameterizedTest
    @EnumSource
    void typingOpeningAndImportingAgree(Pair pair) {
        var first = new LinkedHashMap<String, String>();
        var second = new LinkedHashMap<String, String>();
        records(pair, first, second);
        var known = NewId.next();
        assertThat(open(known, pair, first).status()).isEqualTo(201);
        var expected = pair.basis == null ? "nothing" : pair.basis.name();

        assertThat(typed(pair, second, known)).as("typing").isEqualTo(expected);
        assertThat(imported(pair, second)).as("importing").isEqualTo(expected);
        var opened = open(NewId.next(), pair, second);
        if (pair.basis == null || pair.basis == TwinBasis.NAME) {
            assertThat(opened.status()).as("opening").isEqualTo(201);
        } else {
            assertThat(opened.code()).as("opening").isEqualTo("customer.duplicate");
        }
    }

    private void records(Pair pair, Map<String, String> first, Map<String, String> second) {
        boolean firm = pair.kind.equals("ORGANISATION");
        first.put("name", firm ? "青岛甲字" + number + "材料有限公司" : "甄一" + number);
        second.put("name", firm ? "大连乙字" + number + "贸易有限公司" : "贾二" + number);
        var code = TestRows.creditCode(new Random(number));
        var mobile = "151%08d".formatted(number);
        switch (pair) {
            case NOTHING -> {}
            case EXTERNAL_NUMBER -> both(first, second, "externalNumber", "X-" + number);
            case CREDIT_CODE -> both(first, second, "creditCode", code);
            case MOBILE, MOBILE_OF_A_PERSON -> both(first, second, "mobile", mobile);
            case MOBILE_IN_THE_FIELD_FOR_PHONES -> {
                first.put("phone", mobile);
                second.put("fax", mobile);
            }
            case LANDLINE -> both(first, second, "phone", "0532-8%07d".formatted(number));
            case NAME_OF_A_FIRM_SPELLED_OTHERWISE -> {
                first.put("name", "青岛甲字" + number + "（集团）有限公司");
                second.put("name", "青岛 甲字" + number + "(集团)有限公司");
            }
            case NAME_OF_A_FIRM_THAT_HAS_ANOTHER_CODE -> {
                second.put("name", first.get("name"));
                first.put("creditCode", code);
                second.put("creditCode", TestRows.creditCode(new Random(number + 1)));
            }
            case NAME_OF_A_PERSON -> second.put("name", first.get("name"));
            case CODE_AND_MOBILE -> {
                both(first, second, "creditCode", code);
                both(first, second, "mobile", mobile);
            }
        }
    }

    private static void both(
            Map<String, String> first, Map<String, String> second, String key, String value) {
        first.put(key, value);
        second.put(key, value);
    }

    private TestClient.Answer open(UUID id, Pair pair, Map<String, String> values) {
        return api.send("PUT", "/customers/" + id, json(pair, values), JSON_TYPE);
    }

    private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");

    private static String json(Pair pair, Map<String, String> values) {
        var body = new LinkedHashMap<>(values);
        body.put("kind", pair.kind);
        return JSON.writeValueAsString(body);
    }

    private String typed(Pair pair, Map<String, String> values, UUID known) {
        var hits = api.post("/customers/duplicates", json(pair, values)).body().at("/hits");
        for (var hit : hits) {
            if (hit.at("/id").asString().equals(known.toString())) {
                return hit.at("/why").asString();
            }
        }
        return "nothing";
    }

    private String imported(Pair pair, Map<String, String> values) {
        var row = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> row.put(COLUMNS.get(key), value));
        var id = imports.bring("twin.csv", TestRows.csv(List.of(row)));
        imports.patch(id, "{\"settings\":{\"customerKind\":\"" + pair.kind + "\"}}");
        imports.work(id, "check");
        var found = imports.rows(id, "NEW,UPDATED,SKIPPED,WRONG,SUSPECTED");
        assertThat(found).hasSize(1);
        var twin = found.at("/0/twin");
        assertThat(found.at("/0/errors")).isEmpty();
        return twin.isObject() ? twin.at("/by").asString() : "nothing";
    }
}
