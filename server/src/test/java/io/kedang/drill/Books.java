package io.kedang.drill;

import io.kedang.database.RunningDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What has to be true of the tables after any kill.
final class Books {
    /// Queries that find nothing.
    private static final Map<String, String> RULES =
            Map.of(
                    "a row of a file stands twice",
                    """
                    select external_number from customer where external_number is not null
                    group by 1 having count(*) > 1
                    """,
                    "file numbers have a gap or stand twice",
                    """
                    select left(file_number, 8) from customer group by 1
                    having count(*) <> max(substring(file_number from 9)::int)
                    or count(*) <> count(distinct file_number)
                    """,
                    "a version without its revision",
                    """
                    select c.id from customer c
                    where c.version <> (select count(*) from revision r where r.customer_id = c.id)
                    """,
                    "a file that search does not know",
                    """
                    select c.id from customer c left join customer_search s on s.customer_id = c.id
                    where s.customer_id is null
                    """,
                    "a file that the audit does not know",
                    """
                    select c.id from customer c where c.external_number is null
                    and not exists (select from audit_entry a where a.customer_id = c.id)
                    """);

    private Books() {}

    static List<String> check(RunningDatabase database, int imported) throws SQLException {
        var findings = new ArrayList<String>();
        try (var connection = database.connect()) {
            for (var rule : RULES.entrySet()) {
                var broken = list(connection, rule.getValue());
                if (!broken.isEmpty()) {
                    findings.add(rule.getKey() + ": " + broken.size() + ", " + broken.getFirst());
                }
            }
            var count = "select count(*) from customer where external_number like 'X%'";
            var found = list(connection, count).getFirst();
            if (imported >= 0 && !found.equals(Integer.toString(imported))) {
                findings.add("imported %d customers, found %s".formatted(imported, found));
            }
        }
        return findings;
    }

    private static List<String> list(Connection connection, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
