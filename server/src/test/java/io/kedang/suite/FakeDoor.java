package io.kedang.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.suite.FakeSuite.Call;
import io.kedang.suite.FakeSuite.Reply;

import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The page of a suite at which people sign in, as its maker describes it: what it is asked has to
/// be complete, and a code is good once, for the application, the return and the challenge for
/// which it was made.
final class FakeDoor {
    private record Asked(String person, String redirect, String challenge) {}

    private final FakeSuite suite;
    private final Map<String, Asked> codes = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    FakeDoor(FakeSuite suite) {
        this.suite = suite;
        suite.on("/cgi-bin/auth/getuserinfo", this::weCom);
        suite.on("/v1.0/oauth2/userAccessToken", this::dingTalkToken);
        suite.on("/v1.0/contact/users/me", this::dingTalkPerson);
        suite.on("/topapi/user/getbyunionid", this::dingTalkColleague);
        suite.on("/open-apis/authen/v2/oauth/token", this::feishuToken);
        suite.on("/open-apis/authen/v1/user_info", this::feishuPerson);
    }

    /// Somebody scans, and is sent back.
    ///
    /// @param person `external …` for somebody of another company
    /// @return what stands in the address then, behind the question mark
    String scan(String to, String person) {
        var asked = query(URI.create(to).getRawQuery());
        var redirect = asked.get("redirect_uri");
        var state = asked.get("state");
        if (!state.matches("[A-Za-z0-9]{1,128}")) {
            throw new AssertionError("state " + state);
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, new Asked(person, redirect, asked.get("code_challenge")));
        return switch (URI.create(to).getPath()) {
            case "/wwlogin/sso/login" -> {
                must(asked, "login_type", "CorpApp");
                must(asked, "appid", "corp");
                must(asked, "agentid", "1000002");
                yield "code=" + code + "&state=" + state + "&appid=corp";
            }
            case "/oauth2/auth" -> {
                must(asked, "client_id", "corp");
                must(asked, "response_type", "code");
                must(asked, "scope", "openid");
                yield "authCode=" + code + "&state=" + state;
            }
            case "/open-apis/authen/v1/authorize" -> {
                must(asked, "client_id", "corp");
                must(asked, "code_challenge_method", "S256");
                yield "code=" + code + "&state=" + state;
            }
            default -> throw new AssertionError(to);
        };
    }

    private static void must(Map<String, String> asked, String name, String value) {
        if (!value.equals(asked.get(name))) {
            throw new AssertionError(name + " is " + asked.get(name));
        }
    }

    private Reply weCom(Call call) {
        var asked = codes.remove(String.valueOf(call.query().get("code")));
        if (asked == null) {
            return Reply.json("{\"errcode\":40029,\"errmsg\":\"invalid code\"}");
        }
        var field = asked.person().startsWith("external") ? "openid" : "userid";
        return suite.withToken(call, "\"" + field + "\":\"" + asked.person() + "\"");
    }

    private Reply dingTalkToken(Call call) {
        boolean application =
                call.body().path("clientId").asString("").equals("corp")
                        && call.body().path("clientSecret").asString("").equals("right secret")
                        && call.body().path("grantType").asString("").equals("authorization_code");
        var asked = application ? codes.remove(call.body().path("code").asString("")) : null;
        return asked == null
                ? refused("{\"code\":\"invalidGrant\",\"message\":\"wrong\"}")
                : Reply.json("{\"accessToken\":\"%s\",\"expireIn\":7200}".formatted(token(asked)));
    }

    private Reply dingTalkPerson(Call call) {
        var person = tokens.get(String.valueOf(call.auth()));
        return person == null
                ? refused("{\"code\":\"InvalidAuthentication\",\"message\":\"wrong\"}")
                : Reply.json("{\"nick\":\"昵称\",\"unionId\":\"union %s\"}".formatted(person));
    }

    private Reply dingTalkColleague(Call call) {
        var person = call.body().path("unionid").asString("").replaceFirst("union ", "");
        if (person.equals("external nobody")) {
            return Reply.json("{\"errcode\":60121,\"errmsg\":\"not found\"}");
        }
        int contact = person.startsWith("external") ? 1 : 0;
        return suite.withToken(
                call,
                "\"result\":{\"contact_type\":%d,\"userid\":\"%s\"}".formatted(contact, person));
    }

    private Reply feishuToken(Call call) {
        var body = call.body();
        boolean application =
                body.path("client_id").asString("").equals("corp")
                        && body.path("client_secret").asString("").equals("right secret")
                        && body.path("grant_type").asString("").equals("authorization_code");
        var asked = application ? codes.remove(body.path("code").asString("")) : null;
        boolean right =
                asked != null
                        && asked.redirect().equals(body.path("redirect_uri").asString(""))
                        && asked.challenge()
                                .equals(challenge(body.path("code_verifier").asString("")));
        return right
                ? Reply.json("{\"code\":0,\"access_token\":\"%s\"}".formatted(token(asked)))
                : refused("{\"code\":20003,\"error\":\"invalid_grant\"}");
    }

    private Reply feishuPerson(Call call) {
        var person = tokens.get(String.valueOf(call.auth()).replaceFirst("Bearer ", ""));
        return person == null
                ? refused("{\"code\":20005,\"msg\":\"wrong\"}")
                : Reply.json(
                        "{\"code\":0,\"data\":{\"open_id\":\"%s\",\"name\":\"名字\"}}"
                                .formatted(person));
    }

    private String token(Asked asked) {
        var token = UUID.randomUUID().toString();
        tokens.put(token, asked.person());
        return token;
    }

    private static Reply refused(String body) {
        return new Reply(400, "application/json", body, Map.of());
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(String text) {
        var values = new HashMap<String, String>();
        for (var each : text.split("&")) {
            int at = each.indexOf('=');
            values.put(each.substring(0, at), URLDecoder.decode(each.substring(at + 1), UTF_8));
        }
        return values;
    }
}
