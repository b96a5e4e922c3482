package io.kedang.interaction;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class VisitStore {
    static final String INSERT =
            """
            insert into visit (id, customer_id, visited_on, place, people_met, summary, recorded_by,
                               recorded_at)
            values (:id, :customer, :visitedOn, :place, :peopleMet, :summary, :recordedBy, :now)
            on conflict (id) do nothing
            """;

    static final Statement OF_CUSTOMER =
            Statement.of(
                    """
                    select v.id, v.customer_id, v.visited_on, v.place, v.people_met, v.summary,
                           v.recorded_by
                      from visit v
                      join customer c on c.id = v.customer_id
                     where v.customer_id = :customer and (v.visited_on, v.id) < (:day, :id)
                       and {visible:c}
                     order by v.visited_on desc, v.id desc
                     limit :size
                    """);

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate template;

    VisitStore(JdbcClient db, NamedParameterJdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    boolean insert(Visit visit, Instant now) {
        return db.sql(INSERT).paramSource(Params.of(visit).and("now", now)).update() == 1;
    }

    void insertAll(List<Visit> visits, Instant now) {
        template.batchUpdate(
                INSERT,
                visits.stream()
                        .map(visit -> Params.of(visit).and("now", now))
                        .toArray(Params[]::new));
    }

    /// Newest first, those before a place.
    Read<List<Visit>> ofCustomer(CustomerId customer, DayPlace place, int size, Fragment visible) {
        var filled = OF_CUSTOMER.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled,
                Params.of(place).and("customer", customer).and("size", size),
                (row, n) ->
                        new Visit(
                                Row.id(row, "id"),
                                new CustomerId(Row.id(row, "customer_id")),
                                row.getObject("visited_on", LocalDate.class),
                                row.getString("place"),
                                List.of((String[]) row.getArray("people_met").getArray()),
                                row.getString("summary"),
                                row.getObject("recorded_by", UUID.class)));
    }
}
