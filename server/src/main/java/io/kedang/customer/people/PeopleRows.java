package io.kedang.customer.people;

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

/// What conditions may ask of the people who hold a position at a customer: what they are there,
/// never who they are.
@Component
class PeopleRows implements FileRows {
    private final FieldLabels labels;
    private final PolicyCompiler policies;

    PeopleRows(FieldLabels labels, PolicyCompiler policies) {
        this.labels = labels;
        this.policies = policies;
    }

    @Override
    public RelatedRows rows() {
        var fields =
                List.of(
                        asked(PersonFields.ROLE, "p.role"),
                        asked(PersonFields.DECISION_ROLE, "p.decision_role"),
                        asked(PersonFields.SINCE, "p.since"));
        return new RelatedRows(
                "people",
                labels.rows(People.KIND),
                FieldCatalogue.of(Folding::fold, fields, List.of()),
                new RelatedRows.Table(
                        "position p",
                        "p.customer_id",
                        "c.id",
                        "p.until is null",
                        () -> policies.visible(Action.READ)),
                null);
    }

    private ConditionField asked(Field field, String column) {
        return ConditionField.of(field.key(), field.type(), labels.of(People.KIND, field))
                .options(labels.options(People.KIND, field))
                .database(column);
    }
}
