package io.kedang.place;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Apart;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Repository
class RegionStore {
    static final String LIST =
            "select code, name, level, parent_code, valid_from, valid_to from region";

    static final String IN_FORCE =
            """
            select code, name, level, parent_code, valid_from, valid_to
              from region
             where valid_to is null
            """;

    static final String NEWEST_EDITION =
            "select id, as_of, origin from region_edition order by id desc limit 1";

    static final String END =
            """
            update region
               set valid_to = greatest(valid_from, :day)
             where valid_to is null and code = any (:codes::text[])
            """;

    /// A second table of the same day corrects the first.
    static final String BEGIN =
            """
            insert into region (code, name, level, parent_code, valid_from)
            select r.code, r.name, r.level, r.parent_code, :day
              from unnest(:codes::text[], :names::text[], :levels::text[], :parents::text[])
                   as r (code, name, level, parent_code)
            on conflict (code, valid_from) do update
               set name = excluded.name, level = excluded.level,
                   parent_code = excluded.parent_code, valid_to = null
            """;

    static final String NEW_EDITION =
            """
            insert into region_edition (as_of, origin, taken_at) values (:asOf, :origin, :takenAt)
            """;

    /// Two tables at once, from two people or two nodes, follow each other.
    static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('region'))";

    private final JdbcClient db;
    private final Apart apart;

    RegionStore(JdbcClient db, Apart apart) {
        this.db = db;
        this.apart = apart;
    }

    List<Region> list() {
        return apart.client().sql(LIST).query(Region.class).list();
    }

    List<Region> inForce() {
        return db.sql(IN_FORCE).query(Region.class).list();
    }

    Optional<Edition> newestEdition() {
        return apart.client().sql(NEWEST_EDITION).query(Edition.class).optional();
    }

    void waitForTurn() {
        db.sql(ONE_AT_A_TIME).query().listOfRows();
    }

    void end(Collection<String> codes, LocalDate day) {
        db.sql(END).paramSource(Params.of("codes", codes).and("day", day)).update();
    }

    void begin(List<Region> regions, LocalDate day) {
        db.sql(BEGIN)
                .paramSource(
                        Params.of("codes", regions.stream().map(Region::code).toList())
                                .and("names", regions.stream().map(Region::name).toList())
                                .and("levels", regions.stream().map(Region::level).toList())
                                .and(
                                        "parents",
                                        regions.stream()
                                                .map(Region::parentCode)
                                                .toArray(String[]::new))
                                .and("day", day))
                .update();
    }

    void add(Edition edition, Instant takenAt) {
        db.sql(NEW_EDITION).paramSource(Params.of(edition).and("takenAt", takenAt)).update();
    }
}
