package io.kedang.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The description of the API says of every member what the code says of it: one that is not marked
/// `@Nullable` is always there, the others may be absent or null.
@Component
class NullMarks implements ModelConverter {
    private static final String NULL = "null";

    @Override
    @SuppressWarnings("rawtypes") // as the library has it
    public @Nullable Schema resolve(
            io.swagger.v3.core.converter.AnnotatedType type,
            ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var javaType = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && javaType.isRecord()) {
            mark(javaType, described(schema, context.getDefinedModels()));
        }
        return schema;
    }

    private static Schema<?> described(Schema<?> schema, Map<String, Schema> known) {
        var reference = schema.get$ref();
        var name = reference == null ? "" : reference.substring(reference.lastIndexOf('/') + 1);
        return known.getOrDefault(name, schema);
    }

    private static void mark(Class<?> type, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            var name = name(component);
            var property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            markValues(component.getAnnotatedType(), property);
            if (isNullable(component.getAnnotatedType())) {
                schema.getProperties().put(name, orNull(property));
            } else {
                require(schema, name);
            }
        }
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    /// Of a map by names: whether its values may be null.
    private static void markValues(AnnotatedType type, Schema<?> property) {
        if (type instanceof AnnotatedParameterizedType map
                && property.getAdditionalProperties() instanceof Schema<?> value
                && isNullable(map.getAnnotatedActualTypeArguments()[1])) {
            property.setAdditionalProperties(orNull(value));
        }
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static void require(Schema<?> schema, String name) {
        if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
            schema.addRequiredItem(name);
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.getAnyOf() != null) {
            return property; // marked before, when another type named this one
        }
        if (property.getTypes() == null || property.getEnum() != null) {
            return new JsonSchema().anyOf(List.of(property, new JsonSchema().types(Set.of(NULL))));
        }
        property.addType(NULL);
        return property;
    }
}
