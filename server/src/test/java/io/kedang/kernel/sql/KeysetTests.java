package io.kedang.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.database.TestDatabase;
import io.kedang.kernel.Page;
import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.condition.FieldCatalogue;
import io.kedang.kernel.condition.Operator;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Label;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class KeysetTests {
    private static final Statement LIST =
            Statement.of("select c.id, {key} from sample c where {after} {order} limit :size");

    private static final Keyset KEYSET =
            FieldCatalogue.of(
                            text -> text,
                            List.of(
                                    field("name", FieldType.TEXT, "c.name"),
                                    field("visits", FieldType.WHOLE_NUMBER, "c.visits"),
                                    field("active", FieldType.YES_NO, "c.active"),
                                    field("amount", FieldType.MONEY, "c.amount"),
                                    field(
                                            "dueOn",
                                            FieldType.DATE,
                                            "coalesce(c.due_on, '9999-12-31')"),
                                    field("updatedAt", FieldType.INSTANT, "c.updated_at"),
                                    field("phone", FieldType.PHONE, "c.name")
                                            .maskedExcept(Set.of(Operator.EQ)),
                                    ConditionField.of("notes", FieldType.TEXT, _ -> "notes")),
                            List.of())
                    .keyset("c.id", "-updatedAt");

    private static Connection connection;
    private static JdbcClient db;

    @BeforeAll
    static void fill() throws SQLException {
        connection = TestDatabase.fresh().owner().connect();
        db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        db.sql(
                        """
                        create table sample as
                        select md5(n::text)::uuid as id,
                               (array['大华', 'a''b', '🙂', ''])[n % 4 + 1] collate "C" as name,
                               (n % 7)::bigint as visits, n % 2 = 0 as active,
                               (n % 5) * 0.5 as amount,
                               case when n % 3 > 0 then date '2026-01-01' + n % 4 end as due_on,
                               timestamptz '2026-01-01 00:00:00Z' + (n % 6) * interval '1 microsecond'
                                   as updated_at
                          from generate_series(1, 60) n
                        """)
                .update();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "-name",
                "visits",
                "-visits",
                "active",
                "-active",
                "amount",
                "-amount",
                "dueOn",
                "-dueOn",
                "updatedAt",
                "-updatedAt",
                ""
            })
    void thePagesTogetherAreTheWholeListInItsOrder(String order) {
        var sort = KEYSET.sort(order);
        var whole = page(sort, null, 100);
        assertThat(whole.next()).isNull();
        assertThat(whole.items()).hasSize(60).doesNotHaveDuplicates();

        var pages = new ArrayList<UUID>();
        String after = null;
        do {
            var page = page(sort, after, 7);
            assertThat(page.items()).hasSizeBetween(1, 7);
            pages.addAll(page.items());
            after = page.next();
        } while (after != null);
        assertThat(pages).isEqualTo(whole.items());
    }

    @Test
    void descendingIsTheReverseOfAscending() {
        var up = page(KEYSET.sort("amount"), null, 100).items();
        var down = page(KEYSET.sort("-amount"), null, 100).items();
        assertThat(down).isEqualTo(up.reversed());
    }

    @Test
    void aPageThatIsExactlyFullIsTheLast() {
        assertThat(page(KEYSET.sort("name"), null, 60).next()).isNull();
        assertThat(page(KEYSET.sort("name"), null, 59).next()).isNotNull();
    }

    @Test
    void onlyKnownAndUnmaskedColumnsSort() {
        assertThat(refusal(() -> KEYSET.sort("nothing"))).isEqualTo("list.unknown-sort");
        assertThat(refusal(() -> KEYSET.sort("notes"))).isEqualTo("list.unknown-sort");
        assertThat(refusal(() -> KEYSET.sort("-name; drop table sample")))
                .isEqualTo("list.unknown-sort");
        assertThat(refusal(() -> KEYSET.sort("phone"))).isEqualTo("list.masked-sort");
        assertThat(refusal(() -> KEYSET.sort("-phone"))).isEqualTo("list.masked-sort");
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        var cursor = page(KEYSET.sort("visits"), null, 5).next();
        assertThat(refusal(() -> KEYSET.sort("-visits").after(cursor)))
                .isEqualTo("list.bad-cursor");
        assertThat(refusal(() -> KEYSET.sort("amount").after(cursor))).isEqualTo("list.bad-cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "bm8",
                "e30",
                "'{\"sort\":\"visits\",\"value\":\"1\"}'",
                "'{\"sort\":\"visits\",\"value\":\"one\",\"id\":\"00000000-0000-0000-0000-000000000001\"}'",
                "'{\"sort\":\"visits\",\"value\":\"1\",\"id\":\"1\"}'",
                "'{\"sort\":\"updatedAt\",\"value\":\"+999999999-01-01T00:00:00Z\",\"id\":\"00000000-0000-0000-0000-000000000001\"}'",
                "'{\"sort\":\"amount\",\"value\":\"1E+999999999\",\"id\":\"00000000-0000-0000-0000-000000000001\"}'",
                "'{\"sort\":\"name\",\"value\":\"\\u0000\",\"id\":\"00000000-0000-0000-0000-000000000001\"}'",
                "'[]'",
                "'null'"
            })
    void aDamagedOrForgedCursorIsRefused(String cursor) {
        var text =
                cursor.startsWith("'") ? encoded(cursor.substring(1, cursor.length() - 1)) : cursor;
        for (var order : List.of("visits", "updatedAt", "amount", "name")) {
            assertThat(refusal(() -> KEYSET.sort(order).after(text))).isEqualTo("list.bad-cursor");
        }
    }

    @Test
    void aForgedValueOnlyMovesThePlace() {
        var forged =
                "{\"sort\":\"name\",\"value\":\"' or true"
                        + " --\",\"id\":\"00000000-0000-0000-0000-000000000001\"}";
        assertThat(page(KEYSET.sort("name"), encoded(forged), 100).items()).hasSizeLessThan(60);
    }

    @Test
    void listsAreCountedToALimit() {
        var page = new Page<>(List.of(), null, null, null);
        assertThat(page.withCount(10_000)).isEqualTo(new Page<>(List.of(), null, 10_000L, true));
        assertThat(page.withCount(10_001)).isEqualTo(new Page<>(List.of(), null, 10_000L, false));
        assertThat(page.withExactCount(10_001).count()).isEqualTo(10_001);
    }

    private static Page<UUID> page(Sort sort, String after, int size) {
        var list =
                LIST.fill(
                        Map.of(
                                "key", sort.key(),
                                "after", sort.after(after),
                                "order", sort.order()));
        var rows =
                db.sql(list.sql())
                        .paramSource(Params.of(list).and("size", size + 1))
                        .query(sort.mapper((row, _) -> row.getObject("id", UUID.class)))
                        .list();
        return sort.page(rows, size);
    }

    private static ConditionField field(String key, FieldType type, String sql) {
        return ConditionField.of(key, type, Label.of(key, key)).database(sql).sort(sql);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(Runnable call) {
        var refused = new ArrayList<Refusal>();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refusal.class, refused::add);
        return refused.getFirst().problem().code();
    }
}
