package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/// Asks the database everything that a [Read] consists of at once: one wait, however many questions
/// they are. Where there is no transaction they are one of their own.
@Component
public class Reads {
    private static final int STATEMENTS = 256;

    private final JdbcOperations db;
    private final ConcurrentLruCache<String, ParsedSql> parsed =
            new ConcurrentLruCache<>(STATEMENTS, NamedParameterUtils::parseSqlStatement);

    Reads(JdbcOperations db) {
        this.db = db;
    }

    public <T> T ask(Read<T> read) {
        if (read.questions().isEmpty()) {
            return read.of(Collections.emptyIterator());
        }
        var sql = new StringJoiner(";\n");
        var values = new ArrayList<@Nullable Object>();
        for (var question : read.questions()) {
            var statement = parsed.get(question.sql());
            sql.add(NamedParameterUtils.substituteNamedParameters(statement, question.values()));
            Collections.addAll(
                    values,
                    NamedParameterUtils.buildValueArray(statement, question.values(), null));
        }
        var answers =
                db.execute(
                        sql.toString(),
                        (PreparedStatementCallback<List<@Nullable Object>>)
                                statement -> answers(statement, read, values.toArray()));
        return read.of(answers.iterator());
    }

    private static List<@Nullable Object> answers(
            PreparedStatement statement, Read<?> read, @Nullable Object[] values)
            throws SQLException {
        new ArgumentPreparedStatementSetter(values).setValues(statement);
        statement.execute();
        var answers = new ArrayList<@Nullable Object>();
        for (var question : read.questions()) {
            try (var rows = statement.getResultSet()) {
                answers.add(question.answer().extractData(rows));
            }
            statement.getMoreResults();
        }
        return answers;
    }
}
