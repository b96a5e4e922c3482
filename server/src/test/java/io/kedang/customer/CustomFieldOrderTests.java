package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sorting by a custom field, and asking for its ranges, goes by an index that is made online.
@KedangTest
class CustomFieldOrderTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient administrator;
    private TestClient director;
    private OwnFields own;

    @BeforeEach
    void open() {
        administrator = company.client(company.administrator());
        director = company.client(company.user("paixu", "director", "客户服务部", Scope.ALL));
        own = new OwnFields(administrator, director);
    }

    @AfterEach
    void retire() {
        own.retireAll();
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE_NUMBER,7,-3,40,8",
        "DECIMAL,7.5,-3.25,40,8.125",
        "DATE,\"2024-02-29\",\"1999-12-31\",\"2031-01-01\",\"2024-03-01\"",
        "INSTANT,\"2024-02-29T01:02:03Z\",\"1999-12-31T00:00:00Z\",\"2031-01-01T00:00:00Z\",\"2024-02-29T01:02:03.5Z\""
    })
    void aListIsSortedAndAskedByTheIndexThatAnAdministratorMakes(
            String type, String middle, String low, String high, String next) {
        var key = own.make(type, "", "", "");
        var sorted = "/customers?size=2&sort=custom." + key;
        assertThat(director.get(sorted).code()).isEqualTo("list.unknown-sort");
        var files = new ArrayList<String>();
        for (var value : List.of(middle, low, high, next)) {
            files.add(own.file(key, value));
        }
        index("PUT", key);
        assertThat(isIndexed(key)).isTrue();
        var descending =
                new ArrayList<>(OwnFields.ids(director.get(sorted.replace("=custom", "=-custom"))));
        assertThat(descending).containsExactly(files.get(2), files.get(3));
        var then = director.get(sorted.replace("=custom", "=-custom")).text("/next");
        assertThat(
                        OwnFields.ids(
                                director.get(
                                        sorted.replace("=custom", "=-custom") + "&after=" + then)))
                .containsExactly(files.get(0), files.get(1));
        assertThat(own.found(OwnFields.condition(key, "lt", next)))
                .containsExactlyInAnyOrder(files.get(0), files.get(1));
        assertThat(own.found(OwnFields.condition(key, "ge", next)))
                .containsExactlyInAnyOrder(files.get(2), files.get(3));
        index("PUT", key);
        index("DELETE", key);
        assertThat(isIndexed(key)).isFalse();
        assertThat(director.get(sorted).code()).isEqualTo("list.unknown-sort");
        assertThat(own.found(OwnFields.condition(key, "lt", next)))
                .containsExactlyInAnyOrder(files.get(0), files.get(1));
    }

    @Test
    void whatHasNoOrderOfItsOwnGetsNoIndex() {
        var key = own.make("TEXT", "", "", "");
        var refused = administrator.send("PUT", "/fields/custom/" + key + "/index", null, JSON);
        assertThat(refused.code()).isEqualTo("custom-field.not-orderable");
    }

    private void index(String method, String key) {
        var started = administrator.send(method, "/fields/custom/" + key + "/index", null, JSON);
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var job = "/jobs/" + started.text("/job");
        await().until(
                        () ->
                                !List.of("QUEUED", "RUNNING")
                                        .contains(administrator.get(job).text("/state")));
        assertThat(administrator.get(job).text("/state")).isEqualTo("DONE");
    }

    private boolean isIndexed(String key) {
        return db.sql("select count(*) from pg_indexes where indexname = ?")
                        .param("customer_custom_" + key)
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
