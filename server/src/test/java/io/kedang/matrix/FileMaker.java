package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.access.Directory;
import io.kedang.customer.people.PersonFields;
import io.kedang.kernel.NewId;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.Secrecy;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Opens files with a canary in every text field that there is: a field that is added tomorrow has
/// one by itself.
final class FileMaker {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Their values come from tables, or are told by the test.
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "owner",
                    "department",
                    "address.country",
                    "address.province",
                    "address.city",
                    "address.district",
                    "address.postcode");

    private final Http director;
    private final Canaries canaries;
    private final Directory directory;
    private final List<Field> fields;
    private int opened;

    /// @param fields all that a file may have
    FileMaker(Http director, Canaries canaries, Directory directory, List<Field> fields) {
        this.director = director;
        this.canaries = canaries;
        this.directory = directory;
        this.fields = fields;
    }

    GuardedFile open(
            String key, char grade, @Nullable UUID owner, String department, boolean voided) {
        boolean ofAPerson = ++opened % 2 == 0;
        var id = NewId.next();
        var person = NewId.next();
        var order = NewId.next();
        var words = new HashMap<String, String>();
        words.put("kind", ofAPerson ? "PERSON" : "ORGANISATION");
        words.put("grade", String.valueOf(grade));
        words.put("customer", know(key, "id", id));
        words.put("person", know(key, "person.id", person));
        words.put("order", know(key, "order.id", order));
        var file = new GuardedFile(key, grade, owner, department, voided, id, person, order, words);
        words.put("fileNumber", write(file));
        writePerson(file);
        for (var word : List.of("place", "breach", "remark", "productCode", "productName")) {
            words.put("order." + word, canaries.word(key, "order." + word, false));
        }
        words.put("orderNumber", canaries.word(key, "order.orderNumber", false));
        for (var word : List.of("place", "met", "summary")) {
            words.put("visit." + word, canaries.word(key, "visit." + word, false));
        }
        words.put("voidReason", canaries.word(key, "voidReason", false));
        return file;
    }

    private String know(String key, String field, UUID id) {
        return canaries.know(key, field, false, id.toString());
    }

    private String write(GuardedFile file) {
        var body = fields(file, "", fields, file.isOfAPerson());
        body.put("kind", file.words().get("kind"));
        file.words().put("name", body.at("/name").asString());
        body.put(
                "department",
                directory.findDepartment(file.department()).orElseThrow().id().toString());
        if (file.owner() != null) {
            body.put("owner", file.owner().toString());
        }
        var made = succeed(Http.Request.put("/customers/" + file.id(), body.toString()));
        if (file.owner() == null) {
            succeed(Http.Request.patch("/customers/" + file.id(), 1, "{\"owner\":null}"));
        }
        return canaries.know(
                file.key(), "fileNumber", false, made.json().at("/fileNumber").asString());
    }

    private void writePerson(GuardedFile file) {
        var body = fields(file, "person.", PersonFields.ALL, true);
        file.words().put("personName", body.at("/name").asString());
        succeed(
                Http.Request.put(
                        "/customers/" + file.id() + "/people/" + file.person(), body.toString()));
    }

    private ObjectNode fields(
            GuardedFile file, String prefix, List<Field> filled, boolean ofAPerson) {
        var body = JSON.objectNode();
        for (var field : filled) {
            if (field.written()
                    && field.of(file.words().get("kind"))
                    && !(prefix.isEmpty() && LEFT_OUT.contains(field.key()))) {
                var value = value(file.key(), prefix + field.key(), field, ofAPerson);
                if (value != null) {
                    put(body, field.key(), value);
                }
            }
        }
        return body;
    }

    private static void put(ObjectNode body, String key, JsonNode value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            body.set(key, value);
        } else {
            body.withObject("/" + key.substring(0, dot)).set(key.substring(dot + 1), value);
        }
    }

    private @Nullable JsonNode value(String file, String name, Field field, boolean ofAPerson) {
        boolean sealed =
                field.secrecy() == Secrecy.SEALED
                        || field.secrecy() == Secrecy.SEALED_FOR_PERSONS && ofAPerson;
        return switch (field.key()) {
            case "creditCode" -> JSON.stringNode(canaries.creditCode(file, name));
            case "idNumber" -> JSON.stringNode(canaries.idNumber(file, name));
            case "bankAccount" -> JSON.stringNode(canaries.bankAccount(file, name));
            case "idKind" -> JSON.stringNode("ID_CARD");
            case "phone" -> JSON.stringNode(canaries.landline(file, name));
            default ->
                    switch (field.type()) {
                        case TEXT, LONG_TEXT -> JSON.stringNode(canaries.word(file, name, sealed));
                        case PHONE -> JSON.stringNode(canaries.mobile(file, name));
                        case EMAIL ->
                                JSON.stringNode(canaries.word(file, name, sealed) + "@example.com");
                        case LINK ->
                                JSON.stringNode(
                                        "https://example.com/" + canaries.word(file, name, sealed));
                        case CHOICES ->
                                field.options().isEmpty()
                                        ? JSON.arrayNode().add(canaries.word(file, name, sealed))
                                        : null;
                        case DATE ->
                                sealed
                                        ? JSON.stringNode(canaries.day(file, name, true).toString())
                                        : null;
                        case DECIMAL ->
                                JSON.numberNode(
                                        new java.math.BigDecimal(
                                                canaries.degrees(file, name, sealed)));
                        default -> null;
                    };
        };
    }

    private Answer succeed(Http.Request request) {
        var answer = director.send(request);
        assertThat(answer.succeeded()).as(request + " -> " + answer).isTrue();
        return answer;
    }
}
