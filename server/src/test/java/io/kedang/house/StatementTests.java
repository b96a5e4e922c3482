package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.namedparam.EmptySqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.sql.DataSource;

/// Every SQL statement of the house, found by reflection: PostgreSQL takes it with every slot
/// filled in every shipped way, and none reads customer data past the lock.
@KedangTest
class StatementTests {
    /// Tables whose rows belong to customers.
    private static final Set<String> CUSTOMER_SCOPED =
            Set.of(
                    "customer",
                    "revision",
                    "customer_search",
                    "person",
                    "person_revision",
                    "position",
                    "trade_order",
                    "order_line",
                    "order_revision",
                    "visit",
                    "file_share",
                    "access_request",
                    "consultation",
                    "bait",
                    "handover_file",
                    "bulk_row",
                    "abc_score");

    /// Tables that name customers without being theirs.
    private static final Map<String, String> NAMING_ONLY =
            Map.of(
                    "audit_entry", "the register is read by its own right",
                    "demo_customer", "which files were invented",
                    "demo_person", "which people were invented");

    /// What the slots can hold besides the lock, at their worst.
    private static final Map<String, Fragment> SAMPLES =
            Map.ofEntries(
                    Map.entry("filter:c", Fragment.of("c.name_folded like :f0", "f0", "%x%")),
                    Map.entry(
                            "found:c",
                            Fragment.of("c.id in (select s.customer_id from customer_search s)")),
                    Map.entry("named:c", Fragment.of("(c.name_folded like :n0)", "n0", "%x%")),
                    Map.entry(
                            "found:s", Fragment.of("s.grams @> cast(:q as integer[])", "q", "{1}")),
                    Map.entry(
                            "after",
                            new Fragment(
                                    "(c.updated_at, c.id) < (:after_key, :after_id)",
                                    Map.of("after_key", "x", "after_id", "y"))),
                    Map.entry("order", Fragment.of("order by c.updated_at desc, c.id desc")),
                    Map.entry("key", Fragment.of("c.updated_at as sort_key, c.id as sort_id")),
                    Map.entry("seen:c", Fragment.of("c.readers && :seen", "seen", List.of(1))),
                    Map.entry("owned:c", Fragment.of("c.owner = :near_owner", "near_owner", "x")),
                    Map.entry(
                            "housed:c",
                            Fragment.of(
                                    "c.department = any (cast(:near_departments as uuid[]))",
                                    "near_departments",
                                    "{}")),
                    Map.entry("housedby:d", Fragment.of("c.department = d.id")),
                    Map.entry(
                            "given:s",
                            Fragment.of("s.readers && :near_given", "near_given", List.of(1))),
                    Map.entry("columns", Fragment.of("c.name, c.grade")),
                    Map.entry(
                            "sight:c",
                            Fragment.of(
                                    "(case when c.readers && :sight then 1 else 0 end)",
                                    "sight",
                                    List.of(1))),
                    Map.entry("masking", Fragment.TRUE),
                    Map.entry("state", Fragment.of("c.voided_at is null")),
                    Map.entry(
                            "readable:c",
                            Fragment.of("c.readers && :readable", "readable", List.of(1))),
                    Map.entry("which", Fragment.of("r.requested_by = :r_user", "r_user", "x")),
                    Map.entry("assignments", Fragment.of("name = :name", "name", "x")));

    @Autowired ApplicationContext context;
    @Autowired DataSource database;
    @Autowired TestCompany company;
    @Autowired PolicyCompiler policies;

    record Found(String place, String text, Field field) {}

    @Test
    void postgresTakesEveryStatementWithEveryShippedPolicy() throws Exception {
        var refused = new ArrayList<String>();
        var statements = statements();
        assertThat(statements).hasSizeGreaterThan(40);
        try (var connection = database.getConnection()) {
            for (var found : statements) {
                for (var sql : expanded(found)) {
                    var named = NamedParameterUtils.parseSqlStatement(sql);
                    var prepared =
                            NamedParameterUtils.substituteNamedParameters(
                                    named, new EmptySqlParameterSource());
                    try (var statement = connection.prepareStatement(prepared)) {
                        statement.getParameterMetaData();
                    } catch (SQLException e) {
                        refused.add(found.place() + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void noStatementReadsCustomerDataPastTheLock() {
        var past = new ArrayList<String>();
        int read = 0;
        for (var found : statements()) {
            if (LockCheck.tables(found.text(), CUSTOMER_SCOPED).isEmpty()) {
                continue;
            }
            read++;
            var open = LockCheck.past(found.text(), CUSTOMER_SCOPED);
            if (!open.isEmpty() && !found.field().isAnnotationPresent(Unscoped.class)) {
                past.add(found.place() + " reads " + open);
            }
        }
        assertThat(read).isGreaterThan(8);
        assertThat(past).isEmpty();
    }

    /// So that the test above can fail: it does, for every statement, whichever of its locks goes.
    @Test
    void aStatementWithoutOneOfItsLocksIsNamed() {
        var unnoticed = new ArrayList<String>();
        int tried = 0;
        for (var found : statements()) {
            for (var mutant : LockCheck.unlocked(found.text())) {
                tried++;
                if (LockCheck.past(mutant, CUSTOMER_SCOPED).isEmpty()) {
                    unnoticed.add(found.place() + ": " + mutant);
                }
            }
        }
        assertThat(tried).isGreaterThan(40);
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void everyTableThatNamesCustomersIsKnownToTheLock() throws SQLException {
        var naming = new TreeSet<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select distinct table_name from information_schema.columns
                                 where table_schema = current_schema()
                                   and column_name in ('customer_id', 'person_id', 'order_id')
                                """)) {
            while (rows.next()) {
                naming.add(rows.getString(1));
            }
        }
        naming.removeAll(CUSTOMER_SCOPED);
        naming.removeAll(NAMING_ONLY.keySet());
        assertThat(naming)
                .as("their statements go unchecked: add them to CUSTOMER_SCOPED")
                .isEmpty();
    }

    private List<Found> statements() {
        var found = new ArrayList<Found>();
        Stream.of(Repository.class, Service.class)
                .flatMap(kind -> context.getBeansWithAnnotation(kind).values().stream())
                .map(AopUtils::getTargetClass)
                .filter(type -> type.getName().startsWith("io.kedang"))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .forEach(
                        field -> {
                            var text = text(field);
                            if (text != null) {
                                var place =
                                        field.getDeclaringClass().getSimpleName()
                                                + "."
                                                + field.getName();
                                found.add(new Found(place, text, field));
                            }
                        });
        return found;
    }

    private static String text(Field field) {
        try {
            field.setAccessible(true);
            var value = field.get(null);
            if (value instanceof Statement statement) {
                return statement.text();
            }
            return value instanceof String text
                            && text.strip().matches("(?s)(with|select|insert|update|delete) .*")
                    ? text
                    : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> expanded(Found found) {
        var statement = Statement.of(found.text());
        if (statement.slots().isEmpty()) {
            return List.of(found.text());
        }
        var all = new ArrayList<String>();
        for (var visible : locks()) {
            var fragments = new HashMap<String, Fragment>();
            for (var slot : statement.slots()) {
                var sample = slot.startsWith("visible") ? visible : SAMPLES.get(slot);
                assertThat(sample).as("a sample for the slot " + slot).isNotNull();
                fragments.put(slot, sample);
            }
            all.add(statement.fill(fragments).sql());
        }
        return all;
    }

    private List<Fragment> locks() {
        var locks = new ArrayList<Fragment>();
        for (var user :
                List.of(
                        company.administrator(),
                        company.user("house-own", "employee", "销售一部", Scope.OWN),
                        company.user("house-tree", "manager", "销售部", Scope.SUBTREE),
                        company.user("house-all", "director", "销售部", Scope.ALL))) {
            for (var action : Action.values()) {
                locks.add(company.as(user, () -> policies.visible(action)));
            }
            locks.add(company.as(user, policies::announced));
        }
        return locks;
    }
}
