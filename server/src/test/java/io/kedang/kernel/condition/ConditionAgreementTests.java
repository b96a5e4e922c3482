package io.kedang.kernel.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.database.TestDatabase;
import io.kedang.kernel.Params;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Memory, DuckDB and PostgreSQL answer every condition with the same records, and its negation
/// with exactly the others.
class ConditionAgreementTests {
    private static final int SIZE = 120;
    private static final long SEED = new Random().nextLong();
    private static final Samples SAMPLES = Samples.random(SEED, SIZE);
    private static final FieldCatalogue CATALOGUE = Samples.catalogue();
    private static Connection duckDb;
    private static Connection postgres;

    @BeforeContainer
    static void fill() throws SQLException {
        System.out.println("records of seed " + SEED);
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        postgres = TestDatabase.fresh().owner().connect();
        for (var connection : List.of(duckDb, postgres)) {
            try (var statement = connection.createStatement()) {
                for (var sql : SAMPLES.sql()) {
                    statement.execute(sql);
                }
            }
        }
    }

    @AfterContainer
    static void close() throws SQLException {
        duckDb.close();
        postgres.close();
    }

    @Property(tries = 600)
    void allBackEndsAgree(@ForAll("conditions") Condition condition) throws SQLException {
        var expected = inMemory(condition);
        var rest = new ArrayList<>(IntStream.range(0, SIZE).boxed().toList());
        rest.removeAll(expected);
        var negated = new Condition.Not(condition);
        assertThat(inMemory(negated)).as(what(negated)).isEqualTo(rest);
        assertThat(inDuckDb(condition)).as(what(condition)).isEqualTo(expected);
        assertThat(inDuckDb(negated)).as(what(negated)).isEqualTo(rest);
        assertThat(inPostgres(condition)).as(what(condition)).isEqualTo(expected);
        assertThat(inPostgres(negated)).as(what(negated)).isEqualTo(rest);
    }

    @Property(tries = 300)
    void aConditionComesBackFromJsonAsItWas(@ForAll("conditions") Condition condition) {
        assertThat(ConditionJson.read(ConditionJson.write(condition))).isEqualTo(condition);
    }

    private static String what(Condition condition) {
        return ConditionJson.write(condition) + " over records of seed " + SEED;
    }

    private static List<Integer> inMemory(Condition condition) {
        var predicate = ConditionPredicate.of(condition, CATALOGUE, Samples.CONTEXT);
        return SAMPLES.rows().stream()
                .filter(row -> predicate.test(row::get))
                .map(row -> (Integer) row.get("id"))
                .toList();
    }

    private static List<Integer> inDuckDb(Condition condition) throws SQLException {
        var filter = DuckDbConditions.compile(condition, CATALOGUE, Samples.CONTEXT);
        var ids = new ArrayList<Integer>();
        try (var statement =
                duckDb.prepareStatement(
                        "select c.id from sample c where " + filter.sql() + " order by c.id")) {
            for (int i = 0; i < filter.parameters().size(); i++) {
                statement.setObject(i + 1, filter.parameters().get(i));
            }
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getInt(1));
                }
            }
        }
        return ids;
    }

    private static List<Integer> inPostgres(Condition condition) {
        var filter = PostgresConditions.compile(condition, CATALOGUE, Samples.CONTEXT, "f");
        return JdbcClient.create(new SingleConnectionDataSource(postgres, true))
                .sql("select c.id from sample c where " + filter.sql() + " order by c.id")
                .paramSource(Params.of(filter))
                .query(Integer.class)
                .list();
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Arbitraries.randomValue(random -> Conditions.random(random, 4));
    }
}
