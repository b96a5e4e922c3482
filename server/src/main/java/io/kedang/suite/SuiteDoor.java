package io.kedang.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.access.signin.outside.Journey;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The page of a suite at which people sign in, by scanning or otherwise, and are sent back. The
/// browser goes there as a whole: no script and no frame of a suite comes into a page of ours.
final class SuiteDoor {
    private SuiteDoor() {}

    /// @param agentId the number of the application, for WeCom
    static URI of(
            SuiteKind kind,
            String host,
            String clientId,
            @Nullable String agentId,
            Journey journey) {
        var query = new LinkedHashMap<String, String>();
        var path =
                switch (kind) {
                    case WECOM -> {
                        query.put("login_type", "CorpApp");
                        query.put("appid", clientId);
                        query.put("agentid", agentId == null ? "" : agentId);
                        yield "/wwlogin/sso/login";
                    }
                    case DINGTALK -> {
                        query.put("client_id", clientId);
                        query.put("response_type", "code");
                        query.put("scope", "openid");
                        query.put("prompt", "consent");
                        yield "/oauth2/auth";
                    }
                    case FEISHU -> {
                        query.put("client_id", clientId);
                        query.put("response_type", "code");
                        query.put("code_challenge", challenge(journey.verifier()));
                        query.put("code_challenge_method", "S256");
                        yield "/open-apis/authen/v1/authorize";
                    }
                };
        query.put("redirect_uri", journey.back().toString());
        query.put("state", journey.state());
        return URI.create(host + path + "?" + text(query));
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
