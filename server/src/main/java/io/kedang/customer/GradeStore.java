package io.kedang.customer;

import io.kedang.kernel.Actor;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

@Repository
class GradeStore {
    /// Files that somebody classed by hand stay as they are; the others get class, version and
    /// revision in one statement.
    @Unscoped(because = "classes are computed over the whole company, whoever starts it")
    static final String CHANGE =
            """
            with wanted as (
              select w.id, w.grade, w.reason
                from unnest(cast(:ids as uuid[]), cast(:grades as text[]), cast(:reasons as text[]))
                     as w (id, grade, reason)),
            before as (
              select c.id, c.grade, c.grade_reason
                from customer c join wanted w on w.id = c.id
               where c.grade_manual is not true and c.voided_at is null
               order by c.id
                 for update of c),
            changed as (
              update customer c
                 set grade = w.grade, grade_reason = w.reason, version = c.version + 1,
                     updated_at = :now, updated_by = cast(:by as uuid)
                from wanted w join before b on b.id = w.id
               where c.id = w.id
              returning c.id, c.version)
            insert into revision (customer_id, number, changed_by, changed_by_name, learned_at,
                                  entered_at, source, channel, confidence, changes)
            select ch.id, ch.version, cast(:by as uuid), :name, cast(:now as timestamptz),
                   cast(:now as timestamptz), 'CLASSIFICATION', :channel, 100,
                   jsonb_build_array(
                     jsonb_build_object('field', 'grade', 'before', b.grade, 'after', w.grade,
                                        'sealed', false),
                     jsonb_build_object('field', 'gradeReason', 'before', b.grade_reason,
                                        'after', w.reason, 'sealed', false))
              from changed ch
              join before b on b.id = ch.id
              join wanted w on w.id = ch.id
            """;

    private final JdbcClient db;

    GradeStore(JdbcClient db) {
        this.db = db;
    }

    int change(List<GradeChange> changes, Instant now) {
        var actor = Actor.current();
        return db.sql(CHANGE)
                .paramSource(
                        Params.of("ids", changes.stream().map(GradeChange::customer).toList())
                                .and("grades", changes.stream().map(GradeChange::grade).toList())
                                .and("reasons", changes.stream().map(GradeChange::reason).toList())
                                .and("now", now)
                                .and("by", actor.user())
                                .and("name", actor.name())
                                .and("channel", actor.channel()))
                .update();
    }
}
