package io.kedang.bulk;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.customer.Alteration;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerInput;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.FileFields;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.Secrecy;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads what somebody wishes into what the door of files does.
@Component
class BulkWishes {
    private static final Set<String> OF_ONE = Set.of("name", "creditCode", "externalNumber");

    private final CustomerInput input;
    private final FileFields fields;
    private final Directory directory;
    private final JsonMapper json;

    BulkWishes(CustomerInput input, FileFields fields, Directory directory, JsonMapper json) {
        this.input = input;
        this.fields = fields;
        this.directory = directory;
        this.json = json;
    }

    /// Refuses what the current user may not do at all, and what is incomplete or wrong.
    Alteration read(BulkChange change) {
        change.action().check(CurrentUser.get());
        return switch (change.action()) {
            case FIELD -> field(needed(change.field(), "field"), change.value());
            case OWNER -> owner(needed(change.owner(), "owner"), change.department());
            case TAGS -> tags(change);
            case GRADE -> grade(needed(change.grade(), "grade"), reason(change));
            case DELETE -> {
                reason(change);
                yield new Alteration.Discarding();
            }
        };
    }

    /// The keys of the fields that it changes.
    static List<String> fields(BulkChange change) {
        return switch (change.action()) {
            case FIELD -> change.field() == null ? List.of() : List.of(change.field());
            case OWNER -> List.of("owner", "department");
            case TAGS -> List.of("tags");
            case GRADE -> List.of("grade");
            case DELETE -> List.of();
        };
    }

    static Origin origin(BulkChange change) {
        var reason = change.reason();
        return Origin.byHand(reason == null || reason.isBlank() ? null : reason.strip());
    }

    private Alteration field(String key, @Nullable JsonNode value) {
        var field =
                fields.find(key).orElseThrow(() -> new Refusal(RecordProblem.FIELD_UNKNOWN, key));
        if (field.secrecy() != Secrecy.CLEAR || OF_ONE.contains(key)) {
            throw new Refusal(BulkProblem.FIELD_OF_ONE, key);
        }
        var kind =
                field.of(CustomerKind.ORGANISATION.name())
                        ? CustomerKind.ORGANISATION
                        : CustomerKind.PERSON;
        return new Alteration.Values(
                input.read(kind, body(key, value == null ? NullNode.getInstance() : value)));
    }

    private Alteration owner(UUID owner, @Nullable UUID department) {
        var values = new HashMap<>(read("owner", json.valueToTree(owner)));
        var house = department == null ? directory.getUser(owner).departmentId() : department;
        if (house != null) {
            values.putAll(read("department", json.valueToTree(house)));
        }
        return new Alteration.Values(values);
    }

    private Alteration tags(BulkChange change) {
        var add = tags(change.add());
        var remove = tags(change.remove());
        if (add.isEmpty() && remove.isEmpty()) {
            throw new Refusal(BulkProblem.INCOMPLETE, "add");
        }
        return new Alteration.Tags(add, remove);
    }

    private List<String> tags(@Nullable List<String> tags) {
        if (tags == null || tags.isEmpty()) {
            return List.of();
        }
        return read("tags", json.valueToTree(tags)).values().stream()
                .filter(List.class::isInstance)
                .flatMap(many -> ((List<?>) many).stream())
                .map(String::valueOf)
                .toList();
    }

    private static Alteration grade(String grade, String reason) {
        var values = new HashMap<Field, @Nullable Object>();
        values.put(field("grade"), grade);
        values.put(field("gradeReason"), reason);
        values.put(field("gradeManual"), true);
        return new Alteration.Values(values);
    }

    private static Field field(String key) {
        return CustomerFields.find(key).orElseThrow();
    }

    private Map<Field, @Nullable Object> read(String key, JsonNode value) {
        return input.read(CustomerKind.ORGANISATION, body(key, value));
    }

    private ObjectNode body(String key, JsonNode value) {
        return json.createObjectNode().set(key, value) instanceof ObjectNode body
                ? body
                : json.createObjectNode();
    }

    private static String reason(BulkChange change) {
        var reason = needed(change.reason(), "reason").strip();
        if (reason.isEmpty()) {
            throw new Refusal(BulkProblem.INCOMPLETE, "reason");
        }
        return reason;
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value == null) {
            throw new Refusal(BulkProblem.INCOMPLETE, name);
        }
        return value;
    }
}
