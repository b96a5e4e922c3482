package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.matrix.Http.Request;
import io.kedang.matrix.Matrix.Entry;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What nobody may set can't be set by sending it along: each body is sent with each of these
/// members besides, and is refused or changes nothing.
@Tag("s14")
@MatrixTest
class MassAssignmentTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Members that no request is meant to have, with a value that would be accepted if it were.
    private static final Map<String, String> FORBIDDEN =
            Map.ofEntries(
                    Map.entry("id", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("version", "77"),
                    Map.entry("fileNumber", "\"KH-2001-00001\""),
                    Map.entry("number", "77"),
                    Map.entry("grade", "\"A\""),
                    Map.entry("gradeManual", "true"),
                    Map.entry("gradeReason", "\"x\""),
                    Map.entry("createdAt", "\"2001-01-01T00:00:00Z\""),
                    Map.entry("createdBy", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("updatedAt", "\"2001-01-01T00:00:00Z\""),
                    Map.entry("updatedBy", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("recordedBy", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("voidedAt", "\"2001-01-01T00:00:00Z\""),
                    Map.entry("voidedBy", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("readers", "[1,2,3]"),
                    Map.entry("sealed", "{\"mobile\":\"x\"}"),
                    Map.entry("custom", "{\"x\":1}"),
                    Map.entry("folded", "{\"name\":\"x\"}"),
                    Map.entry("derivedVersion", "0"),
                    Map.entry("nameKey", "\"x\""),
                    Map.entry("positions", "[]"),
                    Map.entry("position.main", "true"),
                    Map.entry("principal", "1"),
                    Map.entry("passwordHash", "\"x\""),
                    Map.entry("userId", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("user", "\"01930000-0000-7000-8000-00000000beef\""),
                    Map.entry("disabledAt", "null"),
                    Map.entry("shipped", "\"scope\""));

    @Autowired World world;
    @Autowired JdbcClient db;

    @Test
    void whatNobodyMaySetIsRefusedOrChangesNothing(TestReporter reporter) {
        var tables = new Tables(db);
        var file = world.file("B other department's");
        var findings = new ArrayList<String>();
        int sent = 0;
        for (var entry : withBody()) {
            var who = entry.about().isGuarded() ? "director" : "administrator";
            var http = world.principal(who).http();
            var request = world.requests().of(entry, file.words());
            var known = world.requests().members(entry);
            world.settle();
            var before = tables.hashes();
            for (var member : FORBIDDEN.entrySet()) {
                if (known.contains(member.getKey())) {
                    continue;
                }
                sent++;
                var answer = http.send(with(request, member.getKey(), member.getValue()));
                boolean refused = answer.status() >= 400 && answer.status() < 500;
                boolean unread = answer.succeeded() && tables.hashes().equals(before);
                if (!refused && !unread) {
                    findings.add("%s with %s: %s".formatted(entry, member.getKey(), answer));
                    before = tables.hashes();
                }
            }
            if (!tables.hashes().equals(before)) {
                findings.add(entry + ": a refused request has changed something");
            }
        }
        reporter.publishEntry("sent", "" + sent);
        assertThat(sent).isGreaterThan(500);
        assertThat(findings).isEmpty();
    }

    private List<Entry> withBody() {
        return world.matrix().entries().values().stream()
                .filter(entry -> entry.body().startsWith("{") && entry.tried())
                .toList();
    }

    private static Request with(Request request, String member, String value) {
        var body = (ObjectNode) JSON.readTree(request.body());
        int dot = member.indexOf('.');
        if (dot < 0) {
            body.set(member, JSON.readTree(value));
        } else {
            var outer = member.substring(0, dot);
            if (!body.path(outer).isObject()) {
                body.putObject(outer);
            }
            body.withObject("/" + outer).set(member.substring(dot + 1), JSON.readTree(value));
        }
        return new Request(request.method(), request.path(), request.headers(), body.toString());
    }
}
