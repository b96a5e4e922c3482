package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

class TestDatabaseTests {
    @Test
    void whatTheOwnerMakesTheApplicationMayUseButNotOwn() throws SQLException {
        var database = TestDatabase.fresh();
        try (var owner = database.owner().connect();
                var application = database.application().connect()) {
            owner.createStatement()
                    .execute("create table note (id bigint generated always as identity, t text)");
            var use = application.createStatement();
            use.execute("insert into note (t) values ('a')");
            use.execute("update note set t = 'b'");
            assertThat(use.executeQuery("select id, t from note").next()).isTrue();
            use.execute("delete from note");
            for (var forbidden :
                    new String[] {
                        "truncate note",
                        "drop table note",
                        "alter table note add x int",
                        "create table other (x int)"
                    }) {
                assertThatThrownBy(() -> use.execute(forbidden))
                        .as(forbidden)
                        .hasMessageMatching("(?s).*(must be owner|permission denied).*");
            }
        }
    }

    @Test
    void everyFreshDatabaseIsItsOwn() throws SQLException {
        try (var one = TestDatabase.fresh().owner().connect();
                var two = TestDatabase.fresh().owner().connect()) {
            one.createStatement().execute("create table here (x int)");
            two.createStatement().execute("create table here (x int)");
        }
    }
}
