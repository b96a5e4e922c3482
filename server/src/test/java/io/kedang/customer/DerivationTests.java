package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// What older rules computed is computed anew by itself, so that an update of the program finds
/// what was written before it.
@KedangTest
class DerivationTests {
    private static final String RULES =
            "select derived_version from %s where id = :id union all"
                    + " select version from derivation where kind = :kind";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;
    @Autowired Derivations derivations;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String mobile = "137" + digits();
    private final String hers = "139" + digits();
    private final UUID file = NewId.next();
    private final UUID person = NewId.next();
    private TestClient director;

    @BeforeEach
    void open() {
        director = company.client(company.user("tuidao", "director", "客户服务部", Scope.ALL));
        send(
                "/customers/" + file,
                """
                {"kind":"ORGANISATION","name":"瓯越%s器械有限公司","mobile":"%s"}
                """
                        .formatted(mark, mobile));
        send(
                "/customers/" + file + "/people/" + person,
                "{\"name\":\"瞿%s\",\"mobile\":\"%s\"}".formatted(mark, hers));
    }

    @Test
    void recordsOfOlderRulesAreFoundAndSortedAsIfTheyWereNew() {
        var before = List.of(columns("customer", file), columns("person", person));
        forget();
        assertThat(found("ouyue " + mark)).isEmpty();
        assertThat(found(hers)).doesNotContain(file.toString());

        derivations.renew();

        for (var word : List.of("ouyue " + mark, "瞿" + mark, mobile, hers)) {
            assertThat(found(word)).as(word).contains(file.toString());
        }
        assertThat(List.of(columns("customer", file), columns("person", person))).isEqualTo(before);
        assertThat(rules("customer", file)).containsOnly(Derived.VERSION);
        assertThat(versions()).as("no version of the file is made of it").isEqualTo(1);
    }

    @Test
    void whatIsDoneIsNotLookedAtAgain() {
        derivations.renew();
        db.sql("update customer set derived_version = 1 where id = :id").param("id", file).update();
        derivations.renew();
        assertThat(rules("customer", file)).containsExactly(1, Derived.VERSION);
        forget();
        derivations.renew();
        assertThat(rules("customer", file)).containsOnly(Derived.VERSION);
    }

    private static String digits() {
        return "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /// As an older program would have left them.
    private void forget() {
        db.sql(
                        """
                        update customer set name_folded = '', name_key = '', name_match = '',
                                            derived_version = 1
                         where id = :id
                        """)
                .param("id", file)
                .update();
        db.sql(
                        """
                        update person set name_folded = '', name_key = '', grams = '{}',
                                          tokens = '{}', derived_version = 1
                         where id = :id
                        """)
                .param("id", person)
                .update();
        db.sql("update customer_search set grams = '{}', tokens = '{}' where customer_id = :id")
                .param("id", file)
                .update();
        db.sql("delete from derivation").update();
    }

    private List<String> found(String words) {
        return director.get(
                        "/customers?size=200&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private Map<String, Object> columns(String table, UUID id) {
        return db.sql("select name_folded, name_key from " + table + " where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private List<Integer> rules(String kind, UUID id) {
        return db.sql(RULES.formatted(kind))
                .param("id", id)
                .param("kind", kind)
                .query(Integer.class)
                .list();
    }

    private int versions() {
        return director.get("/customers/" + file).body().path("version").asInt();
    }

    private void send(String path, String body) {
        var made = director.put(path, body);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    }
}
