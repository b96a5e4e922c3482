package io.kedang.customer.people;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.TwinBasis;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.ByIndex;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.kernel.text.Folding;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Finds for many records at once the people that they may be: by their number in another system,
/// or among the people of the same customer by mobile or name. Two with different numbers of
/// another system are two, though they have one name.
@Repository
public class PeopleTwins {
    @Unscoped(
            because = "a twin has to be found whoever may read him; only his id leaves this class")
    static final String FIND =
            """
            select k.n, t.id, t.basis,
                   exists (select from position p
                            where p.person_id = t.id and p.customer_id = k.customer
                              and p.until is null) as here
              from unnest(cast(:external as text[]), cast(:customer as uuid[]),
                          cast(:mobile as bigint[]), cast(:other as bigint[]),
                          cast(:name as text[]))
                   with ordinality as k(external, customer, mobile, other, name, n)
             cross join lateral (
               select x.id, x.basis
                 from ((select h.id, 0 as basis from person h
                         where h.external_number = k.external and h.voided_at is null
                         order by exists (select from position p
                                           where p.person_id = h.id
                                             and p.customer_id = k.customer
                                             and p.until is null) desc
                         limit 1)
                       union all
                       (select h.id, case when k.mobile = any (h.tokens)
                                         or k.other = any (h.tokens) then 2 else 3 end
                          from position p join person h on h.id = p.person_id
                         where p.customer_id = k.customer and p.until is null
                           and h.voided_at is null
                           and (k.mobile = any (h.tokens)
                                or k.other = any (h.tokens)
                                or h.name_folded = k.name
                                   and (h.external_number = k.external) is not false)
                         order by 2 limit 1)) x
                order by x.basis limit 1) t
            """;

    static final Statement EDITABLE =
            Statement.of(
                    """
                    select distinct p.person_id as id
                      from position p join customer c on c.id = p.customer_id
                     where p.person_id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    static final Statement READABLE =
            Statement.of(
                    """
                    select distinct h.id, h.name
                      from person h
                      join position p on p.person_id = h.id
                      join customer c on c.id = p.customer_id
                     where h.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    private final JdbcClient db;
    private final PolicyCompiler policies;
    private final PhoneTokens tokens;

    PeopleTwins(JdbcClient db, PolicyCompiler policies, PhoneTokens tokens) {
        this.db = db;
        this.policies = policies;
        this.tokens = tokens;
    }

    /// @param mobile keyed tokens of the whole number
    public record Traits(
            @Nullable String externalNumber,
            @Nullable UUID customer,
            PhoneTokens.@Nullable Whole mobile,
            @Nullable String name) {}

    /// @param here whether he works for the customer that the record names
    public record Twin(PersonId id, TwinBasis basis, boolean editable, boolean here) {}

    /// @param values in their normal form
    public Traits traits(@Nullable CustomerId customer, Map<Field, ?> values) {
        var number = text(values, "mobile");
        var name = text(values, "name");
        return new Traits(
                text(values, "externalNumber"),
                customer == null ? null : customer.value(),
                number == null ? null : tokens.whole(People.KIND + ".mobile", number),
                name == null ? null : Folding.fold(name));
    }

    private static @Nullable String text(Map<Field, ?> values, String key) {
        var value = values.get(PersonFields.find(key).orElseThrow());
        return value == null ? null : value.toString();
    }

    /// @return by the place of the record in the list; nothing for those without a twin
    public Map<Integer, Twin> find(List<Traits> records) {
        record Found(int place, UUID id, TwinBasis basis, boolean here) {}
        if (records.isEmpty()) {
            return Map.of();
        }
        var asked =
                db.sql(FIND)
                        .paramSource(keys(records))
                        .query(
                                (row, n) ->
                                        new Found(
                                                row.getInt("n") - 1,
                                                Row.id(row, "id"),
                                                TwinBasis.values()[row.getInt("basis")],
                                                row.getBoolean("here")));
        var found = ByIndex.ask(db, asked::list);
        var filled = EDITABLE.fill(Map.of("visible:c", policies.visible(Action.EDIT)));
        var ids = found.stream().map(Found::id).distinct().toList();
        var editable =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("ids", ids))
                        .query((row, n) -> Row.id(row, "id"))
                        .set();
        var twins = new HashMap<Integer, Twin>();
        for (var each : found) {
            twins.put(
                    each.place(),
                    new Twin(
                            new PersonId(each.id()),
                            each.basis(),
                            editable.contains(each.id()),
                            each.here()));
        }
        return twins;
    }

    private static Params keys(List<Traits> records) {
        return Params.of(
                        "external",
                        records.stream().map(Traits::externalNumber).toArray(String[]::new))
                .and("customer", records.stream().map(Traits::customer).toArray(UUID[]::new))
                .and(
                        "mobile",
                        records.stream()
                                .map(each -> each.mobile() == null ? null : each.mobile().stored())
                                .toArray(Long[]::new))
                .and(
                        "other",
                        records.stream()
                                .map(each -> each.mobile() == null ? null : each.mobile().other())
                                .toArray(Long[]::new))
                .and("name", records.stream().map(Traits::name).toArray(String[]::new));
    }

    /// Names of those of these people whom the current user may read.
    public Map<PersonId, String> show(Collection<UUID> ids) {
        var filled = READABLE.fill(Map.of("visible:c", policies.visible(Action.READ)));
        var names = new HashMap<PersonId, String>();
        db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", ids))
                .query(
                        row -> {
                            names.put(new PersonId(Row.id(row, "id")), row.getString("name"));
                        });
        return names;
    }
}
