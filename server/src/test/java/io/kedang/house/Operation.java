package io.kedang.house;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// One operation of the published contract.
///
/// @param mediaType of the body; empty when it takes none
/// @param schema of the body; missing when the contract leaves it open
public record Operation(
        String method, String path, List<Parameter> parameters, String mediaType, JsonNode schema) {
    public record Parameter(String in, String name, JsonNode schema) {}

    /// All operations below `/api/`, in the order of the contract.
    public static List<Operation> all(JsonNode contract) {
        var operations = new ArrayList<Operation>();
        contract.at("/paths")
                .forEachEntry(
                        (path, methods) -> {
                            if (path.startsWith("/api/")) {
                                methods.forEachEntry(
                                        (method, declared) ->
                                                operations.add(of(path, method, declared)));
                            }
                        });
        return operations;
    }

    private static Operation of(String path, String method, JsonNode declared) {
        var parameters = new ArrayList<Parameter>();
        declared.at("/parameters")
                .forEach(
                        each ->
                                parameters.add(
                                        new Parameter(
                                                each.at("/in").asString(),
                                                each.at("/name").asString(),
                                                each.at("/schema"))));
        var bodies = declared.at("/requestBody/content");
        var mediaType = bodies.propertyNames().stream().findFirst().orElse("");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                mediaType,
                bodies.path(mediaType).path("schema"));
    }

    boolean takesJson() {
        return mediaType.endsWith("json");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
