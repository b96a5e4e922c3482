package io.kedang.suite;

import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// WeCom (qyapi): departments in one answer, people by department and not in pages. What the
/// application may not see is not in the answers.
final class WeComReader extends SuiteReader {
    private static final String LEFT = "5";
    private static final String BARRED = "2";

    private final String host;

    WeComReader(SuiteHttp http, Credentials credentials, String host) {
        super(http, credentials);
        this.host = host;
    }

    @Override
    Organisation read() {
        var listed =
                list(
                        ask((http, token) ->
                                        http.get(
                                                host
                                                        + "/cgi-bin/department/list?access_token="
                                                        + encoded(token),
                                                Map.of()))
                                .path("department"));
        var ids = new HashSet<String>();
        listed.forEach(each -> ids.add(each.path("id").asString()));
        var roots = new HashSet<String>();
        listed.forEach(
                each -> {
                    if (each.path("parentid").asString("0").equals("0")) {
                        roots.add(each.path("id").asString());
                    }
                });
        var units =
                Units.sorted(
                        listed.valueStream()
                                .filter(each -> !roots.contains(each.path("id").asString()))
                                .map(
                                        each ->
                                                new Unit(
                                                        each.path("id").asString(),
                                                        parent(each, ids, roots),
                                                        each.path("name").asString("")))
                                .toList());
        var known = units.stream().map(Unit::id).collect(Collectors.toSet());
        var people = new LinkedHashMap<String, Person>();
        for (var id : ids) {
            list(ask((http, token) ->
                                    http.get(
                                            host
                                                    + "/cgi-bin/user/list?access_token="
                                                    + encoded(token)
                                                    + "&department_id="
                                                    + encoded(id),
                                            Map.of()))
                            .path("userlist"))
                    .forEach(
                            each ->
                                    people.put(
                                            each.path("userid").asString(), person(each, known)));
        }
        return Units.whole(units, people.values());
    }

    /// Who is not of the company has an `openid` in place of a `userid`.
    @Override
    Optional<Member> member(Voucher voucher) {
        var answer =
                ask(
                        (http, token) ->
                                http.get(
                                        host
                                                + "/cgi-bin/auth/getuserinfo?access_token="
                                                + encoded(token)
                                                + "&code="
                                                + encoded(voucher.code()),
                                        Map.of()));
        var id = answer.path("userid").asString(answer.path("UserId").asString(""));
        return id.isEmpty() ? Optional.empty() : Optional.of(new Member(id, id));
    }

    private static @Nullable String parent(JsonNode unit, Set<String> ids, Set<String> roots) {
        var parent = unit.path("parentid").asString();
        return roots.contains(parent) || !ids.contains(parent) ? null : parent;
    }

    private static Person person(JsonNode each, Set<String> known) {
        var main =
                each.path("main_department").asString(each.path("department").path(0).asString(""));
        var status = each.path("status").asString("1");
        return new Person(
                each.path("userid").asString(),
                each.path("name").asString(""),
                known.contains(main) ? main : null,
                !status.equals(LEFT) && !status.equals(BARRED));
    }

    @Override
    JsonNode askToken(SuiteHttp http, Credentials credentials) {
        return http.get(
                host
                        + "/cgi-bin/gettoken?corpid="
                        + encoded(credentials.clientId())
                        + "&corpsecret="
                        + encoded(credentials.secret()),
                Map.of());
    }

    @Override
    String tokenIn(JsonNode answer) {
        return answer.path("access_token").asString("");
    }

    @Override
    String codeOf(JsonNode answer) {
        return answer.path("errcode").asString("");
    }

    @Override
    Set<String> busy() {
        return Set.of("-1", "45009", "45033");
    }

    @Override
    Set<String> stale() {
        return Set.of("40014", "42001");
    }
}
