package io.kedang.customer;

import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.RecordView;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionView;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file as a reader gets it: every field of its kind under its key, sensitive values masked,
/// people and departments with their names.
@Component
class CustomerView {
    private final RecordSeal seal;
    private final RecordView values;
    private final FileFields fields;

    CustomerView(CustomerSeal seal, RecordView values, FileFields fields) {
        this.seal = seal.ofRecord();
        this.values = values;
        this.fields = fields;
    }

    Map<String, @Nullable Object> of(Customer customer) {
        return of(customer, fields.all());
    }

    Map<String, @Nullable Object> of(Customer customer, Collection<Field> wanted) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", customer.id().value());
        view.put("kind", customer.kind());
        for (var field : wanted) {
            if (field.of(customer.kind().name())) {
                RecordView.put(view, field.key(), shown(customer, field));
            }
        }
        values.tellClosed(view, customer.sight(), wanted);
        view.put("version", customer.version());
        if (customer.voidedAt() != null) {
            view.put("voidedAt", customer.voidedAt());
            view.put("voidReason", customer.voidReason());
        }
        return view;
    }

    /// As the reader sees it: masked where it is sealed, or where policies say so.
    @Nullable Object shown(Customer customer, Field field) {
        return customer.sealed().containsKey(field.key())
                ? values.shown(
                        seal,
                        customer.id().value(),
                        customer.content(),
                        field,
                        FieldClasses.sight(customer.sight(), field))
                : values.shown(
                        field,
                        customer.clear(field.key()),
                        FieldClasses.sight(customer.sight(), field));
    }

    RevisionView.Page page(List<Revision> revisions, FieldSight sight, int size) {
        return RevisionView.Page.of(
                revisions.stream().map(revision -> of(revision, sight)).toList(), size);
    }

    RevisionView of(Revision revision, FieldSight sight) {
        return values.shown(seal, revision, fields::find, sight);
    }
}
