package io.kedang.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// In order, because tables of divisions follow each other in time.
@KedangTest
@TestMethodOrder(OrderAnnotation.class)
class PlaceApiTests {
    @Autowired TestCompany company;
    @Autowired Regions regions;

    @Test
    @Order(1)
    void everybodyWhoIsSignedInPicksProvinceCityAndDistrict() {
        var anybody = anybody();
        assertThat(names(anybody.get("/regions"))).hasSize(34).startsWith("北京市", "天津市");
        assertThat(names(anybody.get("/regions?parent=510000"))).contains("成都市");
        assertThat(names(anybody.get("/regions?parent=510100"))).contains("武侯区", "都江堰市");
        var districts = anybody.get("/regions?parent=110000");
        assertThat(names(districts)).contains("东城区").doesNotContain("市辖区");
        assertThat(districts.body().at("/items/0/hasChildren").asBoolean()).isFalse();
        assertThat(anybody.get("/regions").text("/asOf")).isEqualTo("2023-06-30");
        assertThat(company.stranger().get("/regions").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void anUnknownDivisionIsAProblemDocument() {
        var answer = anybody().get("/regions?parent=999999");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("place.region-unknown");
        assertThat(anybody().get("/regions/1").code()).isEqualTo("place.region-unknown");
        assertThat(anybody().get("/regions?on=2026-02-30").status()).isEqualTo(400);
    }

    @Test
    @Order(3)
    void anAddressIsTakenApart() {
        var answer = anybody().post("/regions/split", "{\"text\": \"四川省成都市武侯区天府大道100号\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/region")).isEqualTo("510107");
        assertThat(answer.text("/province")).isEqualTo("四川省");
        assertThat(answer.text("/city")).isEqualTo("成都市");
        assertThat(answer.text("/district")).isEqualTo("武侯区");
        assertThat(answer.text("/rest")).isEqualTo("天府大道100号");
    }

    @Test
    @Order(4)
    void onlyAnAdministratorTakesOverATable() {
        var answer = put(anybody(), shipped(), "2026-07-01");
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    @Order(5)
    void aWrongTableChangesNothing() {
        var half = shipped().substring(0, shipped().indexOf("350000,"));
        var before = anybody().get("/regions?parent=510100").response().body();
        assertThat(put(administrator(), half, "2026-07-01").code()).isEqualTo("place.too-many-end");
        assertThat(put(administrator(), shipped() + "x,y\n", "2026-07-01").code())
                .isEqualTo("place.row-wrong");
        assertThat(put(administrator(), shipped(), "2020-01-01").code())
                .isEqualTo("place.table-old");
        assertThat(anybody().get("/regions?parent=510100").response().body()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void whatVanishesFromANewerTableKeepsItsNameForOldAddresses() {
        var newer =
                shipped()
                        .replace("510107,武侯区\n", "")
                        .replace("510108,成华区\n", "510108,新成华区\n")
                        .concat("510199,天府区\n");
        var answer = put(administrator(), newer, "2026-07-01");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("{\"added\":1,\"renamed\":1,\"ended\":1}");

        var now = names(anybody().get("/regions?parent=510100&on=2026-07-01"));
        assertThat(now).contains("天府区", "新成华区").doesNotContain("武侯区", "成华区");
        var then = names(anybody().get("/regions?parent=510100&on=2026-06-30"));
        assertThat(then).contains("武侯区", "成华区").doesNotContain("天府区", "新成华区");

        var ended = anybody().get("/regions/510107");
        assertThat(ended.text("/fullName")).isEqualTo("四川省成都市武侯区");
        assertThat(ended.text("/validTo")).isEqualTo("2026-07-01");
        assertThat(regions.find("510108", LocalDate.of(2026, 6, 30)))
                .map(Region::name)
                .contains("成华区");
        assertThat(regions.match("四川", "成都", "武侯区").region()).map(Region::code).contains("510107");
        assertThat(regions.match("四川", "成都", "成华区").region()).map(Region::code).contains("510108");
    }

    @Test
    @Order(7)
    void aSecondTableOfTheSameDayCorrectsTheFirst() {
        var answer = put(administrator(), shipped(), "2026-07-01");
        assertThat(answer.status()).isEqualTo(200);
        var names = names(anybody().get("/regions?parent=510100&on=2026-07-01"));
        assertThat(names).contains("武侯区", "成华区").doesNotContain("天府区", "新成华区");
        assertThat(regions.find("510199")).isPresent();
    }

    @Test
    @Order(8)
    void startingAgainDoesNotBringTheShippedTableBack() {
        var renamed = shipped().replace("510107,武侯区", "510107,武侯新区");
        put(administrator(), renamed, "2026-08-01");
        regions.seed();
        assertThat(regions.get("510107").name()).isEqualTo("武侯新区");
        assertThat(regions.edition()).map(Edition::asOf).contains(LocalDate.of(2026, 8, 1));
    }

    private TestClient anybody() {
        return company.client(company.user("place-reader", "employee", "销售一部", Scope.OWN));
    }

    private TestClient administrator() {
        return company.client(company.administrator());
    }

    private static Answer put(TestClient client, String csv, String on) {
        return client.send(
                "PUT",
                "/regions?on=" + on + "&origin=test",
                csv,
                Map.of("Content-Type", "text/csv"));
    }

    private static String shipped() {
        return new String(Edition.shippedTable(), StandardCharsets.UTF_8);
    }

    private static List<String> names(Answer answer) {
        return StreamSupport.stream(answer.body().at("/items").spliterator(), false)
                .map(item -> item.get("name").asString())
                .toList();
    }
}
