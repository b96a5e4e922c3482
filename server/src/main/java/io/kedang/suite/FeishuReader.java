package io.kedang.suite;

import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Feishu: all departments below the root in pages, people by department in pages.
final class FeishuReader extends SuiteReader {
    private static final String ROOT = "0";
    private static final int PAGE = 50;

    private final String host;

    FeishuReader(SuiteHttp http, Credentials credentials, String host) {
        super(http, credentials);
        this.host = host;
    }

    @Override
    Organisation read() {
        var units =
                Units.sorted(
                        pages(
                                        "/departments/0/children?fetch_child=true"
                                                + "&department_id_type=open_department_id")
                                .stream()
                                .filter(
                                        each ->
                                                !each.path("status")
                                                        .path("is_deleted")
                                                        .asBoolean(false))
                                .map(
                                        each ->
                                                new Unit(
                                                        each.path("open_department_id").asString(),
                                                        parent(each),
                                                        each.path("name").asString("")))
                                .toList());
        var known = units.stream().map(Unit::id).collect(Collectors.toSet());
        var places = new ArrayList<>(List.of(ROOT));
        places.addAll(known);
        var people = new LinkedHashMap<String, Person>();
        for (var place : places) {
            pages(
                            "/users/find_by_department?department_id_type=open_department_id"
                                    + "&user_id_type=open_id&department_id="
                                    + encoded(place))
                    .forEach(
                            each ->
                                    people.putIfAbsent(
                                            each.path("open_id").asString(), person(each, known)));
        }
        return Units.whole(units, people.values());
    }

    private List<JsonNode> pages(String path) {
        return all(
                mark ->
                        ask((http, token) ->
                                        http.get(
                                                address(path, mark),
                                                Map.of("Authorization", "Bearer " + token)))
                                .path("data"),
                this::items,
                data -> data.path("has_more"),
                data -> data.path("page_token"));
    }

    /// Left out where there are none; what says neither that nor whether there is more is no page.
    private JsonNode items(JsonNode data) {
        boolean none = !data.has("items") && data.path("has_more").isBoolean();
        return none ? data.path("items") : list(data.path("items"));
    }

    private String address(String path, @Nullable String mark) {
        var page = "&page_size=" + PAGE + (mark == null ? "" : "&page_token=" + encoded(mark));
        return host + "/open-apis/contact/v3" + path + page;
    }

    private static @Nullable String parent(JsonNode unit) {
        var parent = unit.path("parent_department_id").asString(ROOT);
        return parent.equals(ROOT) ? null : parent;
    }

    private static Person person(JsonNode each, Set<String> known) {
        var main = each.path("department_ids").path(0).asString(ROOT);
        var status = each.path("status");
        return new Person(
                each.path("open_id").asString(),
                each.path("name").asString(""),
                known.contains(main) ? main : null,
                !status.path("is_resigned").asBoolean(false)
                        && !status.path("is_frozen").asBoolean(false));
    }

    /// An application of the company's own is seen by the company alone.
    @Override
    Optional<Member> member(Voucher voucher) {
        var token =
                http().post(
                                host + "/open-apis/authen/v2/oauth/token",
                                Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "client_id",
                                        credentials().clientId(),
                                        "client_secret",
                                        credentials().secret(),
                                        "code",
                                        voucher.code(),
                                        "redirect_uri",
                                        voucher.back().toString(),
                                        "code_verifier",
                                        voucher.verifier()),
                                Map.of());
        var own = token.path("access_token").asString("");
        if (!codeOf(token).equals("0") || own.isEmpty()) {
            throw refused(token);
        }
        var answer =
                http().get(
                                host + "/open-apis/authen/v1/user_info",
                                Map.of("Authorization", "Bearer " + own));
        var id = answer.path("data").path("open_id").asString("");
        if (!codeOf(answer).equals("0") || id.isEmpty()) {
            throw refused(answer);
        }
        return Optional.of(new Member(id, answer.path("data").path("name").asString(id)));
    }

    @Override
    JsonNode askToken(SuiteHttp http, Credentials credentials) {
        return http.post(
                host + "/open-apis/auth/v3/tenant_access_token/internal",
                Map.of("app_id", credentials.clientId(), "app_secret", credentials.secret()),
                Map.of());
    }

    @Override
    String tokenIn(JsonNode answer) {
        return answer.path("tenant_access_token").asString("");
    }

    @Override
    String codeOf(JsonNode answer) {
        return answer.path("code").asString("");
    }

    @Override
    Set<String> busy() {
        return Set.of("99991400");
    }

    @Override
    Set<String> stale() {
        return Set.of("99991661", "99991663", "99991664", "99991668");
    }
}
