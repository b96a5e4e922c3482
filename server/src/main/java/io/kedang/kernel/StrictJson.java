package io.kedang.kernel;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// JSON is read to the letter: what is unknown, doubled, of another type or too large is refused
/// instead of being ignored, guessed or converted.
@Configuration(proxyBeanMethods = false)
class StrictJson {
    private static final int MAX_DOCUMENT = 4_000_000;
    private static final int MAX_TEXT = 1_000_000;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_DEPTH = 60;

    @Bean
    static JsonFactoryBuilderCustomizer limits() {
        return factory ->
                factory.streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxDocumentLength(MAX_DOCUMENT)
                                .maxStringLength(MAX_TEXT)
                                .maxNumberLength(MAX_NUMBER)
                                .maxNestingDepth(MAX_DEPTH)
                                .build());
    }

    @Bean
    static JsonMapperBuilderCustomizer strictness() {
        return mapper -> {
            mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(String.class, new StorableText())
                                    .addDeserializer(
                                            Instant.class,
                                            new IsoText<>(Instant.class, IsoTime::instant))
                                    .addDeserializer(
                                            LocalDate.class,
                                            new IsoText<>(LocalDate.class, IsoTime::date)));
            mapper.withCoercionConfig(
                    LogicalType.Textual,
                    text ->
                            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
            mapper.withCoercionConfig(
                    BigDecimal.class,
                    number ->
                            number.setCoercion(
                                    CoercionInputShape.String, CoercionAction.TryConvert));
        };
    }

    /// Neither seconds since 1970 nor arrays of numbers.
    private static final class IsoText<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parse;

        IsoText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            var text = parser.getString();
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                return type.cast(context.handleWeirdStringValue(type, text, e.getMessage()));
            }
        }
    }

    /// PostgreSQL stores no U+0000, and half a surrogate pair would silently become a question
    /// mark.
    private static final class StorableText extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            if (text != null && text.codePoints().anyMatch(StorableText::isUnstorable)) {
                throw new Refusal(RequestProblem.UNSTORABLE_TEXT);
            }
            return text;
        }

        private static boolean isUnstorable(int character) {
            return character == 0
                    || (character >= Character.MIN_SURROGATE
                            && character <= Character.MAX_SURROGATE);
        }
    }
}
