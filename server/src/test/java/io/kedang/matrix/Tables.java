package io.kedang.matrix;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What all tables of the business hold, as one hash each: whether a request has changed anything.
final class Tables {
    /// What asking alone writes: the register, when somebody was seen, and the work of the house.
    private static final Set<String> WRITTEN_BY_ASKING =
            Set.of("api_token", "session", "job_schedule", "flyway_schema_history");

    private final JdbcClient db;
    private final String statement;

    Tables(JdbcClient db) {
        this.db = db;
        var hashes = new ArrayList<String>();
        for (var table :
                db.sql(
                                """
                                select c.relname from pg_class c
                                  join pg_namespace n on n.oid = c.relnamespace
                                 where c.relkind in ('r', 'p') and not c.relispartition
                                   and n.nspname = current_schema()
                                 order by 1
                                """)
                        .query(String.class)
                        .list()) {
            if (!table.startsWith("audit") && !WRITTEN_BY_ASKING.contains(table)) {
                hashes.add(
                        "select '%1$s', md5(string_agg(h, '' order by h)) from (select md5(t::text) h from %1$s t) x"
                                .formatted(table));
            }
        }
        statement = String.join(" union all ", hashes);
    }

    Map<String, String> hashes() {
        var hashes = new LinkedHashMap<String, String>();
        db.sql(statement)
                .query(
                        row -> {
                            hashes.put(row.getString(1), String.valueOf(row.getString(2)));
                        });
        return hashes;
    }
}
