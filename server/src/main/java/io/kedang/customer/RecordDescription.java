package io.kedang.customer;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the description of the API says of files and people, whose answers are made by the
/// catalogue of fields: the members that are always there, and that there are more.
@Component
class RecordDescription implements OpenApiCustomizer {
    private static final Set<String> LISTS_OF_FILES = Set.of("CustomerPage");
    private static final Set<String> LISTS_OF_PEOPLE = Set.of("ContactList", "PersonPage");

    /// Somebody or a department, as an answer names them.
    record Named(UUID id, String name) {}

    /// A file: these members in every answer about one, the others by the catalogue of fields.
    ///
    /// @param closed the fields that policies don't show the reader in clear
    record CustomerFile(
            UUID id,
            CustomerKind kind,
            String fileNumber,
            LocalDate filedOn,
            String name,
            @Nullable String grade,
            @Nullable String lifecycle,
            @Nullable String phone,
            @Nullable String mobile,
            @Nullable Named owner,
            @Nullable Named department,
            Instant createdAt,
            Instant updatedAt,
            int version,
            @Nullable Instant voidedAt,
            @Nullable String voidReason,
            @Nullable List<String> closed) {}

    /// A position as it stands with its person.
    record HeldPosition(
            String role,
            @Nullable String title,
            @Nullable String department,
            boolean main,
            @Nullable LocalDate since,
            @Nullable LocalDate until) {}

    /// A person: one whom the reader may not read has only a name, and the position where he met
    /// him.
    record PersonFile(
            UUID id,
            String name,
            @Nullable Integer version,
            @Nullable HeldPosition position,
            @Nullable List<String> closed) {}

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        schemas.putAll(described(CustomerFile.class));
        schemas.putAll(described(PersonFile.class));
        LISTS_OF_FILES.forEach(name -> holds(schemas, name, CustomerFile.class));
        LISTS_OF_PEOPLE.forEach(name -> holds(schemas, name, PersonFile.class));
        api.getPaths()
                .forEach(
                        (path, item) -> {
                            if (path.contains("/people")) {
                                answers(item, PersonFile.class);
                            } else if (path.startsWith("/api/v1/customers")) {
                                answers(item, CustomerFile.class);
                            }
                        });
    }

    @SuppressWarnings("rawtypes") // as the library has it
    private static Map<String, Schema> described(Class<?> type) {
        var schemas = ModelConverters.getInstance(true).readAll(type);
        requireNonNull(schemas.get(type.getSimpleName())).setAdditionalProperties(new JsonSchema());
        return schemas;
    }

    @SuppressWarnings("rawtypes")
    private static void holds(Map<String, Schema> schemas, String list, Class<?> item) {
        Schema<?> schema = requireNonNull(schemas.get(list));
        requireNonNull(schema.getProperties().get("items")).setItems(reference(item));
    }

    private static void answers(PathItem item, Class<?> type) {
        item.readOperations().stream()
                .map(operation -> operation.getResponses().get("200"))
                .filter(answer -> answer != null && answer.getContent() != null)
                .flatMap(answer -> answer.getContent().values().stream())
                .filter(content -> isOpen(content.getSchema()))
                .forEach(content -> content.setSchema(reference(type)));
    }

    private static boolean isOpen(@Nullable Schema<?> schema) {
        return schema != null
                && schema.get$ref() == null
                && schema.getProperties() == null
                && schema.getAdditionalProperties() != null;
    }

    private static Schema<?> reference(Class<?> type) {
        return new JsonSchema().$ref("#/components/schemas/" + type.getSimpleName());
    }
}
