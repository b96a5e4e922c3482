package io.kedang.customer;

import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Which grams many files hold and who reads many, out of what the database counts for its own
/// planner. Read from memory; old counts cost a search time and change nothing in what it finds.
@Repository
class CommonGrams {
    @Unscoped(because = "shares of grams among all files, which tell of none of them")
    static final String COUNTED =
            """
            select t.reltuples as files, s.attname as counted, g.value, g.share
              from pg_class t
              join pg_stats s on s.tablename = t.relname and s.attname in ('grams', 'readers')
                             and s.schemaname = cast(cast(t.relnamespace as regnamespace) as text)
             cross join unnest(cast(cast(s.most_common_elems as text) as integer[]),
                               s.most_common_elem_freqs) as g (value, share)
             where t.oid = cast('customer_search' as regclass) and g.value is not null
            """;

    private static final long LOOK_AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    /// What the database has counted.
    ///
    /// @param files how many there were
    /// @param grams shares of all files, by gram; those of rare grams are missing
    /// @param readers the same by the number of a reader
    record Counts(double files, Map<Integer, Double> grams, Map<Integer, Double> readers) {
        /// A new database has not counted yet.
        boolean isKnown() {
            return !grams.isEmpty();
        }

        double shareOf(Integer gram) {
            return grams.getOrDefault(gram, 0.0);
        }

        /// How many files stand under one of these numbers, at most: some may stand under two.
        double filesOf(Collection<Integer> numbers) {
            double share =
                    numbers.stream().mapToDouble(each -> readers.getOrDefault(each, 0.0)).sum();
            return Math.min(1, share) * files;
        }
    }

    private record Seen(Counts counts, long at) {
        boolean holds() {
            return counts.isKnown() && System.nanoTime() - at < LOOK_AGAIN_AFTER_NANOS;
        }
    }

    private final JdbcClient db;
    private volatile Seen seen = new Seen(new Counts(0, Map.of(), Map.of()), 0);

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
        var grams = new HashMap<Integer, Double>();
        var readers = new HashMap<Integer, Double>();
        var files = new double[1];
        db.sql(COUNTED)
                .query(
                        row -> {
                            files[0] = row.getDouble("files");
                            var shares = row.getString("counted").equals("grams") ? grams : readers;
                            shares.put(row.getInt("value"), row.getDouble("share"));
                        });
        return new Counts(files[0], grams, readers);
    }
}
