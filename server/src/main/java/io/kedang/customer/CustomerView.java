package io.kedang.customer;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A file as a reader gets it: every field of its kind under its key, sensitive values masked, people
/// and departments with their names.
@Component
class CustomerView {
    private final CustomerSeal seal;
    private final Directory directory;

    CustomerView(CustomerSeal seal, Directory directory) {
        this.seal = seal;
        this.directory = directory;
    }

    Map<String, @Nullable Object> of(Customer customer) {
        return of(customer, CustomerFields.ALL);
    }

    Map<String, @Nullable Object> of(Customer customer, Collection<Field> fields) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", customer.id().value());
        view.put("kind", customer.kind());
        for (var field : fields) {
            if (field.of(customer.kind().name())) {
                put(view, field.key(), shown(customer, field));
            }
        }
        view.put("version", customer.version());
        if (customer.voidedAt() != null) {
            view.put("voidedAt", customer.voidedAt());
            view.put("voidReason", customer.voidReason());
        }
        return view;
    }

    /// As the reader sees it: masked where it is sealed.
    @Nullable Object shown(Customer customer, Field field) {
        var sealed = customer.sealed().get(field.key());
        if (sealed != null) {
            return CustomerMask.of(field, seal.open(customer.id(), field, sealed));
        }
        return shown(field, customer.clear(field.key()));
    }

    @Nullable Object shown(Field field, @Nullable Object value) {
        return switch (field.type()) {
            case USER -> value == null ? null : user((UUID) value);
            case DEPARTMENT -> value == null ? null : department((UUID) value);
            case CHOICES -> value == null ? java.util.List.of() : value;
            default -> FieldJson.write(value);
        };
    }

    private Map<String, Object> user(UUID id) {
        return Map.of("id", id, "name", directory.findUser(id).map(User::displayName).orElse("?"));
    }

    private Map<String, Object> department(UUID id) {
        return Map.of(
                "id", id, "name", directory.findDepartment(id).map(Department::name).orElse("?"));
    }

    /// `address.city` goes under `city` of the member `address`.
    @SuppressWarnings("unchecked")
    static void put(Map<String, @Nullable Object> view, String key, @Nullable Object value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            view.put(key, value);
        } else {
            var inner =
                    (Map<String, @Nullable Object>)
                            java.util.Objects.requireNonNull(
                                    view.computeIfAbsent(
                                            key.substring(0, dot),
                                            name -> new LinkedHashMap<String, Object>()));
            inner.put(key.substring(dot + 1), value);
        }
    }
}
