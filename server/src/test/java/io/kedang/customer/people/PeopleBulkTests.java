package io.kedang.customer.people;

import static io.kedang.customer.people.PeopleApiTests.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@KedangTest
class PeopleBulkTests {
    private static final Origin FILE = new Origin("名单.xlsx", Actor.Channel.IMPORT, null, 60, null);

    @Autowired TestCompany company;
    @Autowired PeopleBulk bulk;
    @Autowired JdbcClient db;

    private User clerk;
    private TestClient reader;
    private final UUID customer = NewId.next();

    @BeforeEach
    void aCustomer() {
        clerk = company.user("ana", "employee", "销售一部", Scope.OWN);
        reader = company.client(clerk);
        open(reader, customer, "重庆江岳新材料有限公司");
    }

    @Test
    void peopleEnteredTogetherAreLikePeopleEnteredOneByOne() {
        var one = person("单伟", "13800138000");
        var two = person("查良镛", "13900139000");
        create(List.of(one, two));
        var shown = reader.get("/people/" + one.id().value());
        assertThat(shown.text("/name")).isEqualTo("单伟");
        assertThat(shown.text("/mobile")).isEqualTo("138****8000");
        assertThat(shown.text("/positions/0/title")).isEqualTo("经理");
        assertThat(shown.body().at("/positions/0/main").asBoolean()).isTrue();
        assertThat(reader.get("/customers/" + customer + "/people").body().at("/items").size())
                .isEqualTo(2);
        var revision = reader.get("/people/" + two.id().value() + "/revisions").body();
        assertThat(revision.at("/items/0/source").asString()).isEqualTo("名单.xlsx");
        assertThat(revision.at("/items/0/channel").asString()).isEqualTo("IMPORT");
        assertThat(revision.at("/items/0/changes").toString())
                .contains("查良镛", "139****9000", "position.title");
        assertThat(
                        db.sql("select string_agg(t::text, ' ') from person_revision t")
                                .query(String.class)
                                .single())
                .doesNotContain("13800138000");
        assertThat(reader.get("/customers?q=13900139000").body().toString())
                .contains(customer.toString());
        assertThat(reader.get("/customers?q=zhaliangyong").body().toString())
                .contains(customer.toString());
        var changed =
                reader.patch("/people/" + one.id().value(), 1, "{\"mobile\":\"13700137000\"}");
        assertThat(changed.text("/mobile")).isEqualTo("137****7000");
        assertThat(reader.get("/customers?q=13800138000").body().toString())
                .doesNotContain(customer.toString());
    }

    @Test
    void aCustomerWithAMainContactKeepsIt() {
        reader.put(PeopleApiTests.at(customer, NewId.next()), "{\"name\":\"王芳\"}");
        create(List.of(person("单伟", "13800138000")));
        var items = reader.get("/customers/" + customer + "/people").body().at("/items");
        assertThat(items)
                .extracting(item -> item.at("/name").asString() + item.at("/position/main"))
                .containsExactly("王芳true", "单伟false");
    }

    @Test
    void allAreEnteredOrNone() {
        var known = person("单伟", "13800138000");
        create(List.of(known));
        var fresh = person("王芳", "13900139000");
        assertThatThrownBy(() -> create(List.of(fresh, known)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(PeopleProblem.ID_TAKEN));
        var nameless =
                new NewPerson(new PersonId(NewId.next()), new CustomerId(customer), Map.of(), FILE);
        assertThatThrownBy(() -> create(List.of(fresh, nameless))).isInstanceOf(Refusal.class);
        assertThat(reader.get("/people/" + fresh.id().value()).status()).isEqualTo(404);
    }

    private void create(List<NewPerson> people) {
        company.as(
                clerk,
                () -> {
                    bulk.create(people);
                    return true;
                });
    }

    private NewPerson person(String name, String mobile) {
        var values = new HashMap<Field, Object>();
        values.put(field("name"), name);
        values.put(field("mobile"), "+86" + mobile);
        values.put(field("position.title"), "经理");
        return new NewPerson(new PersonId(NewId.next()), new CustomerId(customer), values, FILE);
    }

    private static Field field(String key) {
        return PersonFields.find(key).orElseThrow();
    }
}
