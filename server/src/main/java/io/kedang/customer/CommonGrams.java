package io.kedang.customer;

import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Which grams many files hold, out of what the database counts for its own planner. Read from
/// memory; old counts cost a search time and change nothing in what it finds.
@Repository
class CommonGrams {
    @Unscoped(because = "shares of grams among all files, which tell of none of them")
    static final String COUNTED =
            """
            select t.reltuples as files, g.gram, g.share
              from pg_class t
              join pg_stats s on s.tablename = t.relname and s.attname = 'grams'
                             and s.schemaname = cast(cast(t.relnamespace as regnamespace) as text)
             cross join unnest(cast(cast(s.most_common_elems as text) as integer[]),
                               s.most_common_elem_freqs) as g (gram, share)
             where t.oid = cast('customer_search' as regclass) and g.gram is not null
            """;

    private static final long LOOK_AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    /// What the database has counted.
    ///
    /// @param files how many there were
    /// @param shares of all files, by gram; those of rare grams are missing
    record Counts(double files, Map<Integer, Double> shares) {
        /// A new database has not counted yet.
        boolean isKnown() {
            return !shares.isEmpty();
        }

        double shareOf(Integer gram) {
            return shares.getOrDefault(gram, 0.0);
        }
    }

    private record Seen(Counts counts, long at) {
        boolean holds() {
            return counts.isKnown() && System.nanoTime() - at < LOOK_AGAIN_AFTER_NANOS;
        }
    }

    private final JdbcClient db;
    private volatile Seen seen = new Seen(new Counts(0, Map.of()), 0);

    CommonGrams(JdbcClient db) {
        this.db = db;
    }

    Counts counts() {
        var last = seen;
        if (!last.holds()) {
            last = new Seen(read(), System.nanoTime());
            seen = last;
        }
        return last.counts();
    }

    private Counts read() {
        var shares = new HashMap<Integer, Double>();
        var files = new double[1];
        db.sql(COUNTED)
                .query(
                        row -> {
                            files[0] = row.getDouble("files");
                            shares.put(row.getInt("gram"), row.getDouble("share"));
                        });
        return new Counts(files[0], shares);
    }
}
