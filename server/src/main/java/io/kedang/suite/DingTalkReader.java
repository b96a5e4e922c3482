package io.kedang.suite;

import io.kedang.kernel.Refusal;
import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import tools.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// DingTalk: departments level by level from the root, people by department in pages. Whoever has
/// left is no longer listed.
final class DingTalkReader extends SuiteReader {
    private static final String ROOT = "1";
    private static final int PAGE = 100;

    /// Of the company, and not a contact from outside.
    private static final int COLLEAGUE = 0;

    /// Nobody of the company has this id.
    private static final String UNKNOWN = "60121";

    private final String host;
    private final String olderHost;

    DingTalkReader(SuiteHttp http, Credentials credentials, String host, String olderHost) {
        super(http, credentials);
        this.host = host;
        this.olderHost = olderHost;
    }

    @Override
    Organisation read() {
        var units = new ArrayList<Unit>();
        var seen = new HashSet<>(Set.of(ROOT));
        var open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            var above = open.pop();
            for (var each :
                    list(
                            post(
                                            "/topapi/v2/department/listsub",
                                            Map.of("dept_id", Long.valueOf(above)))
                                    .path("result"))) {
                var id = each.path("dept_id").asString();
                if (seen.add(id)) {
                    units.add(
                            new Unit(
                                    id,
                                    above.equals(ROOT) ? null : above,
                                    each.path("name").asString("")));
                    open.add(id);
                }
            }
        }
        var people = new LinkedHashMap<String, Person>();
        for (var unit : seen) {
            all(
                            mark ->
                                    post(
                                            "/topapi/v2/user/list",
                                            Map.of(
                                                    "dept_id",
                                                    Long.valueOf(unit),
                                                    "cursor",
                                                    Long.valueOf(
                                                            Objects.requireNonNullElse(mark, "0")),
                                                    "size",
                                                    PAGE)),
                            answer -> list(answer.path("result").path("list")),
                            answer -> answer.path("result").path("has_more"),
                            answer -> answer.path("result").path("next_cursor"))
                    .forEach(
                            each ->
                                    people.putIfAbsent(
                                            each.path("userid").asString(), person(each)));
        }
        return Units.whole(Units.sorted(units), people.values());
    }

    private static Person person(JsonNode each) {
        var main = each.path("dept_id_list").path(0).asString(ROOT);
        return new Person(
                each.path("userid").asString(),
                each.path("name").asString(""),
                main.equals(ROOT) ? null : main,
                true);
    }

    /// The code gives a token of the person, that one his id across companies, and that one, asked
    /// for with our own token, his id in this company, if he is in it.
    @Override
    Optional<Member> member(Voucher voucher) {
        var token =
                http().post(
                                host + "/v1.0/oauth2/userAccessToken",
                                Map.of(
                                        "clientId",
                                        credentials().clientId(),
                                        "clientSecret",
                                        credentials().secret(),
                                        "code",
                                        voucher.code(),
                                        "grantType",
                                        "authorization_code"),
                                Map.of());
        if (tokenIn(token).isEmpty()) {
            throw refused(token);
        }
        var person =
                http().get(
                                host + "/v1.0/contact/users/me",
                                Map.of("x-acs-dingtalk-access-token", tokenIn(token)));
        var unionId = person.path("unionId").asString("");
        if (unionId.isEmpty()) {
            throw refused(person);
        }
        try {
            var found =
                    post("/topapi/user/getbyunionid", Map.of("unionid", unionId)).path("result");
            return found.path("contact_type").asInt(0) == COLLEAGUE
                    ? Optional.of(
                            new Member(
                                    found.path("userid").asString(),
                                    person.path("nick").asString(found.path("userid").asString())))
                    : Optional.empty();
        } catch (Refusal refusal) {
            if (UNKNOWN.equals(refusal.arguments().getFirst())) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return ask(
                (http, token) ->
                        http.post(
                                olderHost + path + "?access_token=" + encoded(token),
                                body,
                                Map.of()));
    }

    @Override
    JsonNode askToken(SuiteHttp http, Credentials credentials) {
        return http.post(
                host + "/v1.0/oauth2/accessToken",
                Map.of("appKey", credentials.clientId(), "appSecret", credentials.secret()),
                Map.of());
    }

    @Override
    String tokenIn(JsonNode answer) {
        return answer.path("accessToken").asString("");
    }

    /// Where it slows callers it says so in a second code.
    @Override
    String codeOf(JsonNode answer) {
        var code = answer.path("errcode").asString(answer.path("code").asString(""));
        return code.equals("88") ? answer.path("sub_code").asString(code) : code;
    }

    @Override
    Set<String> busy() {
        return Set.of("-1", "90002", "90006", "90018", "Forbidden.AccessDenied.QpsLimitForApi");
    }

    @Override
    Set<String> stale() {
        return Set.of("40014", "42001");
    }
}
