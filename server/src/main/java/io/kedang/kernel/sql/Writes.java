package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ConcurrentLruCache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/// Sends what a transaction writes to the database together: one wait, however many they are. They
/// run in their order; the first that fails ends the transaction, which is one of their own where
/// there is none.
///
/// Together belong those that always go together: the database plans each group of its own.
@Component
@Transactional
public class Writes {
    private static final int GROUPS = 64;

    private final JdbcOperations db;
    private final ConcurrentLruCache<String, ParsedSql> parsed =
            new ConcurrentLruCache<>(GROUPS, NamedParameterUtils::parseSqlStatement);

    public Writes(JdbcOperations db) {
        this.db = db;
    }

    public void send(Write... writes) {
        send(Arrays.asList(writes));
    }

    public void send(List<Write> writes) {
        var sql = new StringJoiner(";\n");
        var values = new ArrayList<@Nullable Object>();
        for (var write : writes) {
            var statement = parsed.get(write.sql());
            sql.add(NamedParameterUtils.substituteNamedParameters(statement, write.values()));
            Collections.addAll(
                    values, NamedParameterUtils.buildValueArray(statement, write.values(), null));
        }
        db.update(sql.toString(), values.toArray());
    }
}
