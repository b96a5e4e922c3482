package io.kedang.interaction;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.FileRows;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.condition.FieldCatalogue;
import io.kedang.kernel.condition.RelatedRows;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.text.Folding;

import org.springframework.stereotype.Component;

import java.util.List;

/// What conditions may ask of the visits to a customer.
@Component
class VisitRows implements FileRows {
    private final FieldLabels labels;
    private final PolicyCompiler policies;

    VisitRows(FieldLabels labels, PolicyCompiler policies) {
        this.labels = labels;
        this.policies = policies;
    }

    @Override
    public RelatedRows rows() {
        var fields =
                List.of(
                        asked(VisitFields.VISITED_ON, "v.visited_on"),
                        asked(VisitFields.PEOPLE_MET, "v.people_met"));
        return new RelatedRows(
                "visits",
                labels.rows(VisitFields.RECORD),
                FieldCatalogue.of(Folding::fold, fields, List.of()),
                new RelatedRows.Table(
                        "visit v",
                        "v.customer_id",
                        "c.id",
                        "true",
                        () -> policies.visible(Action.READ)),
                null);
    }

    private ConditionField asked(Field field, String column) {
        return ConditionField.of(field.key(), field.type(), labels.of(VisitFields.RECORD, field))
                .database(column);
    }
}
