package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The door to what is masked everywhere else.
@Service
@Transactional
public class Reveals {
    private final Customers customers;
    private final CustomerSeal seal;
    private final Audit audit;
    private final FileFields fields;

    Reveals(Customers customers, CustomerSeal seal, Audit audit, FileFields fields) {
        this.customers = customers;
        this.seal = seal;
        this.audit = audit;
        this.fields = fields;
    }

    /// The clear values of sensitive fields, for a reader who asks for them; a register entry.
    public Map<String, Object> reveal(
            CustomerId id, Collection<String> wanted, @Nullable String reason) {
        CurrentUser.get().need(Right.CUSTOMER_REVEAL);
        var customer = customers.get(id, Action.READ_SENSITIVE);
        var values = new LinkedHashMap<String, Object>();
        var errors = new ArrayList<FieldError>();
        for (var key : wanted) {
            var field = fields.find(key);
            if (field.isEmpty()) {
                errors.add(FieldError.of(key, RecordProblem.FIELD_UNKNOWN, key));
            } else if (!FieldClasses.isClear(customer.sight(), field.get())) {
                errors.add(FieldError.of(key, RecordProblem.FIELD_CLOSED));
            } else {
                var value = FieldJson.write(seal.open(customer, field.get()));
                if (value != null) {
                    values.put(key, value);
                }
            }
        }
        RecordInput.refuse(errors);
        audit.record(
                AuditEntry.of(AuditAction.SENSITIVE_READ, Customers.KIND, id.value())
                        .customer(id.value())
                        .fields(List.copyOf(values.keySet()))
                        .reason(reason));
        return values;
    }
}
