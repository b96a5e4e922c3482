package io.kedang.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// An office suite on this machine, as its maker's description has it: it checks credentials and
/// tokens, and misbehaves when told to.
final class FakeSuite implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Call(
            String method, String path, Map<String, String> query, JsonNode body, String auth) {}

    record Reply(int status, String type, String body, Map<String, String> headers) {
        static Reply json(String body) {
            return new Reply(200, "application/json", body, Map.of());
        }
    }

    private final HttpServer server;
    private final Map<String, Function<Call, Reply>> paths = new ConcurrentHashMap<>();
    private final Queue<Reply> mishaps = new ConcurrentLinkedQueue<>();
    final List<Call> calls = new ArrayList<>();
    private int tokens;

    FakeSuite() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void on(String path, Function<Call, Reply> reply) {
        paths.put(path, reply);
    }

    /// The next calls of anything are answered by these.
    void mishap(Reply... replies) {
        mishaps.addAll(List.of(replies));
    }

    /// Takes back every token that was handed out.
    void expire() {
        tokens++;
    }

    String token() {
        return "token-" + tokens;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var call =
                    new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            query(exchange.getRequestURI().getRawQuery()),
                            body.length == 0 ? JSON.missingNode() : JSON.readTree(body),
                            auth(exchange));
            calls.add(call);
            var mishap = mishaps.poll();
            var known = paths.get(call.path());
            var reply =
                    mishap != null
                            ? mishap
                            : known == null
                                    ? new Reply(404, "text/html", "<html>", Map.of())
                                    : known.apply(call);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            var bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// DingTalk has a header of its own for it.
    private static String auth(HttpExchange exchange) {
        var usual = exchange.getRequestHeaders().getFirst("Authorization");
        return usual != null
                ? usual
                : exchange.getRequestHeaders().getFirst("x-acs-dingtalk-access-token");
    }

    private static Map<String, String> query(String text) {
        var values = new HashMap<String, String>();
        for (var each : text == null ? new String[0] : text.split("&")) {
            int at = each.indexOf('=');
            values.put(each.substring(0, at), URLDecoder.decode(each.substring(at + 1), UTF_8));
        }
        return values;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// WeCom with these departments (`id,parent,name`) and people (`id,name,department,status`).
    static FakeSuite weCom(List<String> departments, List<String> people) {
        var fake = new FakeSuite();
        fake.on(
                "/cgi-bin/gettoken",
                call ->
                        "corp".equals(call.query().get("corpid"))
                                        && "right secret".equals(call.query().get("corpsecret"))
                                ? Reply.json(
                                        "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"%s\",\"expires_in\":7200}"
                                                .formatted(fake.token()))
                                : Reply.json(
                                        "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}"));
        fake.on(
                "/cgi-bin/department/list",
                call ->
                        fake.withToken(
                                call,
                                "\"department\":["
                                        + String.join(
                                                ",",
                                                departments.stream()
                                                        .map(FakeSuite::department)
                                                        .toList())
                                        + "]"));
        fake.on(
                "/cgi-bin/user/list",
                call ->
                        fake.withToken(
                                call,
                                "\"userlist\":["
                                        + String.join(
                                                ",",
                                                people.stream()
                                                        .map(each -> each.split(","))
                                                        .filter(
                                                                each ->
                                                                        List.of(
                                                                                        each[2]
                                                                                                .split(
                                                                                                        "\\+"))
                                                                                .contains(
                                                                                        call.query()
                                                                                                .get(
                                                                                                        "department_id")))
                                                        .map(FakeSuite::person)
                                                        .toList())
                                        + "]"));
        return fake;
    }

    Reply withToken(Call call, String fields) {
        return token().equals(call.query().get("access_token"))
                ? Reply.json("{\"errcode\":0,\"errmsg\":\"ok\"," + fields + "}")
                : Reply.json("{\"errcode\":42001,\"errmsg\":\"access_token expired\"}");
    }

    private static String department(String text) {
        var each = text.split(",");
        return "{\"id\":%s,\"parentid\":%s,\"name\":\"%s\",\"order\":1}"
                .formatted(each[0], each[1], each[2]);
    }

    private static String person(String[] each) {
        return "{\"userid\":\"%s\",\"name\":\"%s\",\"department\":[%s],\"main_department\":%s,\"status\":%s}"
                .formatted(
                        each[0],
                        each[1],
                        each[2].replace('+', ','),
                        each[2].split("\\+")[0],
                        each[3]);
    }

    /// DingTalk with two departments one below the other, and people on two pages.
    static FakeSuite dingTalk() {
        var fake = new FakeSuite();
        fake.on(
                "/v1.0/oauth2/accessToken",
                call ->
                        call.body().path("appKey").asString("").equals("corp")
                                        && call.body()
                                                .path("appSecret")
                                                .asString("")
                                                .equals("right secret")
                                ? Reply.json(
                                        "{\"accessToken\":\"%s\",\"expireIn\":7200}"
                                                .formatted(fake.token()))
                                : new Reply(
                                        400,
                                        "application/json",
                                        "{\"code\":\"invalidClientIdOrSecret\",\"message\":\"wrong\"}",
                                        Map.of()));
        fake.on(
                "/topapi/v2/department/listsub",
                call ->
                        fake.withToken(
                                call,
                                switch (call.body().path("dept_id").asInt()) {
                                    case 1 ->
                                            "\"result\":[{\"dept_id\":10,\"name\":\"Sales\",\"parent_id\":1}]";
                                    case 10 ->
                                            "\"result\":[{\"dept_id\":11,\"name\":\"North\",\"parent_id\":10}]";
                                    default -> "\"result\":[]";
                                }));
        fake.on(
                "/topapi/v2/user/list",
                call -> {
                    boolean first = call.body().path("cursor").asInt() == 0;
                    var list =
                            call.body().path("dept_id").asInt() != 11
                                    ? "\"has_more\":false,\"list\":[]"
                                    : first
                                            ? "\"has_more\":true,\"next_cursor\":100,\"list\":[{\"userid\":\"m1\",\"name\":\"One\",\"dept_id_list\":[11]}]"
                                            : "\"has_more\":false,\"list\":[{\"userid\":\"m2\",\"name\":\"Two\",\"dept_id_list\":[11,10]}]";
                    return fake.withToken(call, "\"result\":{" + list + "}");
                });
        return fake;
    }

    /// Feishu with a department on each of two pages.
    static FakeSuite feishu() {
        var fake = new FakeSuite();
        fake.on(
                "/open-apis/auth/v3/tenant_access_token/internal",
                call ->
                        call.body().path("app_secret").asString("").equals("right secret")
                                ? Reply.json(
                                        "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"%s\",\"expire\":7200}"
                                                .formatted(fake.token()))
                                : Reply.json("{\"code\":10014,\"msg\":\"app secret invalid\"}"));
        fake.on(
                "/open-apis/contact/v3/departments/0/children",
                call ->
                        fake.bearer(
                                call,
                                call.query().containsKey("page_token")
                                        ? "{\"has_more\":false,\"items\":[{\"open_department_id\":\"od-2\",\"parent_department_id\":\"od-1\",\"name\":\"North\"}]}"
                                        : "{\"has_more\":true,\"page_token\":\"p2\",\"items\":[{\"open_department_id\":\"od-1\",\"parent_department_id\":\"0\",\"name\":\"Sales\"}]}"));
        fake.on(
                "/open-apis/contact/v3/users/find_by_department",
                call ->
                        fake.bearer(
                                call,
                                "od-2".equals(call.query().get("department_id"))
                                        ? "{\"has_more\":false,\"items\":[{\"open_id\":\"ou-1\",\"name\":\"One\",\"department_ids\":[\"od-2\"],\"status\":{\"is_resigned\":false}},{\"open_id\":\"ou-2\",\"name\":\"Two\",\"department_ids\":[\"od-2\"],\"status\":{\"is_frozen\":true}}]}"
                                        : "{\"has_more\":false}"));
        return fake;
    }

    private Reply bearer(Call call, String data) {
        return ("Bearer " + token()).equals(call.auth())
                ? Reply.json("{\"code\":0,\"msg\":\"ok\",\"data\":" + data + "}")
                : Reply.json("{\"code\":99991663,\"msg\":\"token invalid\"}");
    }
}
