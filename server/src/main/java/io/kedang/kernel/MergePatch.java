package io.kedang.kernel;

import jakarta.validation.Validator;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// RFC 7396 on records: what the patch names is replaced, null empties, the rest stays. The outcome
/// is read and held to the rules of its members as strictly as a whole document, so a patch can't
/// bring in a member that does not exist, nor empty one that has to be there.
@Component
public class MergePatch {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonMapper json;
    private final Validator rules;

    MergePatch(JsonMapper json, Validator rules) {
        this.json = json;
        this.rules = rules;
    }

    public <T extends Record> T apply(T current, ObjectNode patch, Class<T> type) {
        JsonNode tree = json.valueToTree(current);
        merge((ObjectNode) tree, patch);
        return allowed(read(tree, type));
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JacksonException wrong) {
            throw RefusedRequest.json(wrong);
        }
    }

    private <T> T allowed(T outcome) {
        var errors =
                rules.validate(outcome).stream()
                        .map(
                                wrong ->
                                        FieldError.of(
                                                wrong.getPropertyPath().toString(),
                                                RequestProblem.WRONG_FIELD,
                                                wrong.getMessage()))
                        .toList();
        if (!errors.isEmpty()) {
            throw Refusal.of(RequestProblem.INVALID, errors);
        }
        return outcome;
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
