package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Needs;
import io.kedang.access.Open;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What has to hold for every operation of the API, whoever adds one.
@KedangTest
class OperationTests {
    private static final Path PUBLISHED = Path.of("../api/openapi.json");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping operations;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired TestCompany company;

    @Test
    void everyOperationDeclaresTheRightThatItNeeds() {
        var silent =
                operations.getHandlerMethods().entrySet().stream()
                        .filter(
                                entry ->
                                        entry.getKey().getPatternValues().stream()
                                                .anyMatch(path -> path.startsWith("/api/v1/")))
                        .map(Map.Entry::getValue)
                        .filter(method -> method.getBeanType().getName().startsWith("io.kedang"))
                        .filter(method -> !method.hasMethodAnnotation(Needs.class))
                        .filter(method -> !method.hasMethodAnnotation(Open.class))
                        .map(Object::toString);
        assertThat(silent).isEmpty();
    }

    /// The contract knows a type by its simple name: of two of one name it would describe only one.
    @Test
    void noTwoTypesOfTheApiHaveOneName() {
        var byName = new TreeMap<String, Set<Class<?>>>();
        operations.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith("io.kedang"))
                .map(HandlerMethod::getMethod)
                .flatMap(
                        method ->
                                Stream.concat(
                                        Stream.of(method.getGenericReturnType()),
                                        Arrays.stream(method.getGenericParameterTypes())))
                .forEach(type -> collect(type, byName));
        assertThat(byName).containsKeys("ImportView", "NewUser");
        byName.values().removeIf(types -> types.size() == 1);
        assertThat(byName).isEmpty();
    }

    private static void collect(Type type, Map<String, Set<Class<?>>> byName) {
        switch (type) {
            case ParameterizedType generic -> {
                collect(generic.getRawType(), byName);
                Arrays.stream(generic.getActualTypeArguments())
                        .forEach(argument -> collect(argument, byName));
            }
            case Class<?> record when record.isRecord() -> {
                var same = byName.computeIfAbsent(record.getSimpleName(), name -> new HashSet<>());
                if (same.add(record)) {
                    Arrays.stream(record.getRecordComponents())
                            .forEach(component -> collect(component.getGenericType(), byName));
                }
            }
            default -> {}
        }
    }

    /// `KEDANG_PUBLISH_API=yes` writes the contract anew, for a change that is meant.
    @Test
    void theApiIsTheOneThatWasPublished() throws IOException {
        assertThat(Files.readString(PUBLISHED)).contains("/api/v1/customers/{id}");
        var document =
                company.stranger()
                        .get("/openapi.json")
                        .body()
                        .toPrettyString()
                        .replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:8080");
        if ("yes".equals(System.getenv("KEDANG_PUBLISH_API"))) {
            Files.createDirectories(PUBLISHED.getParent());
            Files.writeString(PUBLISHED, document + "\n");
        }
        boolean same = JSON.readTree(document).equals(JSON.readTree(Files.readString(PUBLISHED)));
        assertThat(same)
                .as(
                        "the API differs from api/openapi.json; git diff shows how, once it is"
                                + " published")
                .isTrue();
    }
}
