package io.kedang.kernel;

import io.kedang.kernel.condition.Condition;

import jakarta.validation.Validator;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// RFC 7396 on records: what the patch names is replaced, null empties, the rest stays. The outcome
/// is read and validated as strictly as a whole document.
@Component
public class MergePatch {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    public <T extends Record> T apply(T current, ObjectNode patch, Class<T> type) {
        ObjectNode tree = json.valueToTree(current);
        for (var component : type.getRecordComponents()) {
            // A condition is one value: half of one and half of another would be neither.
            if (component.getType() == Condition.class && patch.has(component.getName())) {
                tree.remove(component.getName());
            }
        }
        merge(tree, patch);
        var patched = read(tree, type);
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw RefusedRequest.violations(violations);
        }
        return patched;
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JacksonException wrong) {
            throw RefusedRequest.json(wrong);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties()
                .forEach(
                        member -> {
                            var value = member.getValue();
                            if (value.isNull()) {
                                target.putNull(member.getKey());
                            } else if (value instanceof ObjectNode deeper
                                    && target.get(member.getKey()) instanceof ObjectNode inner) {
                                merge(inner, deeper);
                            } else {
                                target.set(member.getKey(), value);
                            }
                        });
    }
}
