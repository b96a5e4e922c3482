package io.kedang.access.signin.outside.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;

import io.kedang.access.signin.outside.Connection;
import io.kedang.access.signin.outside.ConnectionSecret;
import io.kedang.access.signin.outside.Farewell;
import io.kedang.access.signin.outside.Journey;
import io.kedang.access.signin.outside.Kind;
import io.kedang.access.signin.outside.OutsideAddress;
import io.kedang.access.signin.outside.OutsideIdentity;
import io.kedang.access.signin.outside.OutsideProblem;
import io.kedang.access.signin.outside.RedirectWay;
import io.kedang.access.signin.outside.Settings;
import io.kedang.access.signin.outside.TrialStep;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.outgoing.TrustedCertificates;

import net.minidev.json.JSONObject;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Signing in at a provider: authorisation code with PKCE, and nothing older.
@Component
class Oidc implements RedirectWay {
    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private record Held(UUID connection, int version) {}

    private final ConnectionSecret secrets;
    private final Cache<Held, Provider> providers =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).maximumSize(100).build();

    Oidc(ConnectionSecret secrets) {
        this.secrets = secrets;
    }

    @Override
    public Kind kind() {
        return Kind.OIDC;
    }

    @Override
    public List<FieldError> objections(Settings settings) {
        var oidc = Objects.requireNonNull(settings.oidc());
        var errors = new ArrayList<FieldError>();
        OutsideAddress.objection("oidc.issuer", oidc.issuer(), "https", "http", false)
                .ifPresent(errors::add);
        if (!TrustedCertificates.readable(oidc.certificates())) {
            errors.add(FieldError.of("oidc.certificates", OutsideProblem.CERTIFICATES_WRONG));
        }
        return errors;
    }

    @Override
    public URI begin(Connection connection, Journey journey) {
        var provider = provider(connection);
        var scope = new Scope("openid");
        connection.oidc().scopes().forEach(scope::add);
        var request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE, scope, client(connection), journey.back())
                        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                        .state(new State(journey.state()))
                        .nonce(new Nonce(journey.nonce()))
                        .codeChallenge(verifier(journey), CodeChallengeMethod.S256);
        if (journey.session() != null) {
            request.prompt(Prompt.Type.LOGIN).maxAge(0);
        }
        return request.build().toURI();
    }

    @Override
    public OutsideIdentity finish(
            Connection connection, Journey journey, Map<String, String> answer) {
        var provider = provider(connection);
        check(connection, provider, journey, answer);
        try {
            var tokens = redeem(connection, provider, journey, answer.getOrDefault("code", ""));
            var claims = provider.validate(tokens.getIDToken(), new Nonce(journey.nonce()));
            if (journey.session() != null) {
                checkFresh(journey, claims);
            }
            return identity(connection, provider, tokens, claims);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw wrong(connection, e);
        } catch (IOException e) {
            throw unreachable(connection, e);
        }
    }

    /// That the answer is one to what was asked, and from whom it was asked: a browser that was
    /// sent to one provider must not bring what another one has said.
    private static void check(
            Connection connection, Provider provider, Journey journey, Map<String, String> answer) {
        if (!same(journey.state(), answer.getOrDefault("state", ""))) {
            throw new Refusal(OutsideProblem.LAPSED);
        }
        var issuer = answer.get("iss");
        boolean named = provider.metadata().supportsAuthorizationResponseIssuerParam();
        if (issuer == null ? named : !issuer.equals(connection.oidc().issuer())) {
            throw wrong(connection, "another issuer answered");
        }
        if (answer.containsKey("error")) {
            throw new Refusal(OutsideProblem.REFUSED_THERE, connection.name());
        }
    }

    private static boolean same(String known, String presented) {
        return MessageDigest.isEqual(known.getBytes(), presented.getBytes());
    }

    private OIDCTokens redeem(
            Connection connection, Provider provider, Journey journey, String code)
            throws IOException, ParseException {
        if (code.isBlank()) {
            throw wrong(connection, "no code");
        }
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), journey.back(), verifier(journey));
        var response =
                OIDCTokenResponseParser.parse(
                        provider.send(request(connection, provider, grant).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw wrong(connection, response.toErrorResponse().getErrorObject().getCode());
        }
        var tokens = ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
        if (tokens.getIDToken() == null) {
            throw wrong(connection, "no ID token");
        }
        return tokens;
    }

    private TokenRequest request(
            Connection connection, Provider provider, AuthorizationCodeGrant grant) {
        var endpoint = provider.metadata().getTokenEndpointURI();
        var secret = secrets.open(connection);
        if (secret.isEmpty()) {
            return new TokenRequest.Builder(endpoint, client(connection), grant).build();
        }
        var methods = provider.metadata().getTokenEndpointAuthMethods();
        boolean basic =
                methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        var key = new Secret(secret.get());
        return new TokenRequest.Builder(
                        endpoint,
                        basic
                                ? new ClientSecretBasic(client(connection), key)
                                : new ClientSecretPost(client(connection), key),
                        grant)
                .build();
    }

    private static void checkFresh(Journey journey, IDTokenClaimsSet claims)
            throws BadJOSEException {
        var at = claims.getAuthenticationTime();
        if (at == null || at.toInstant().isBefore(journey.begunAt().minus(SKEW))) {
            throw new BadJOSEException("he was not asked anew");
        }
    }

    private OutsideIdentity identity(
            Connection connection, Provider provider, OIDCTokens tokens, IDTokenClaimsSet claims)
            throws IOException, ParseException {
        var settings = connection.oidc();
        var told = new Claims(claims.toJSONObject());
        var needed = new ArrayList<>(List.of(settings.usernameClaim(), "email", "name"));
        if (settings.groupsClaim() != null) {
            needed.add(settings.groupsClaim());
        }
        if (!told.hasAll(needed) && provider.metadata().getUserInfoEndpointURI() != null) {
            told = told.with(userInfo(provider, tokens, claims));
        }
        return new OutsideIdentity(
                claims.getSubject().getValue(),
                told.text(settings.usernameClaim()),
                told.text("name"),
                told.isTrue("email_verified") ? told.text("email") : null,
                told.texts(settings.groupsClaim()),
                new Claims(claims.toJSONObject()).shows(settings.factorValues()),
                claims.getSessionID() == null ? null : claims.getSessionID().getValue(),
                settings.endsTheirSession() ? tokens.getIDTokenString() : null);
    }

    /// What the provider says of the same person where it keeps its tokens short.
    private static JSONObject userInfo(
            Provider provider, OIDCTokens tokens, IDTokenClaimsSet claims)
            throws IOException, ParseException {
        var request =
                new UserInfoRequest(
                        provider.metadata().getUserInfoEndpointURI(),
                        tokens.getBearerAccessToken());
        var response = UserInfoResponse.parse(provider.send(request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new ParseException("the user information was refused");
        }
        var info = response.toSuccessResponse().getUserInfo();
        if (info == null || !claims.getSubject().equals(info.getSubject())) {
            throw new ParseException("the user information is about somebody else");
        }
        return info.toJSONObject();
    }

    @Override
    public @Nullable URI leave(Connection connection, @Nullable String token, URI back) {
        var endpoint =
                connection.oidc().endsTheirSession()
                        ? provider(connection).metadata().getEndSessionEndpointURI()
                        : null;
        if (endpoint == null) {
            return null;
        }
        try {
            var hint = token == null ? null : JWTParser.parse(token);
            return new LogoutRequest(endpoint, hint, null, client(connection), back, null, null)
                    .toURI();
        } catch (java.text.ParseException e) {
            throw wrong(connection, e);
        }
    }

    @Override
    public Farewell hear(Connection connection, String token) {
        try {
            var claims = provider(connection).validateFarewell(JWTParser.parse(token));
            var subject = claims.getSubject();
            var session = claims.getSessionID();
            return new Farewell(
                    subject == null ? null : subject.getValue(),
                    session == null ? null : session.getValue(),
                    claims.getIssueTime().toInstant().plus(SKEW));
        } catch (java.text.ParseException | BadJOSEException | JOSEException e) {
            LOG.warn("{} sent a farewell that is none: {}", connection, e.getMessage());
            throw new Refusal(OutsideProblem.FAREWELL_WRONG);
        }
    }

    @Override
    public List<TrialStep> test(Connection connection) {
        var issuer = connection.oidc().issuer();
        var steps = new ArrayList<TrialStep>();
        try {
            var provider = Provider.discover(connection.oidc());
            steps.add(TrialStep.ok("described", issuer));
            int keys = provider.countKeys();
            steps.add(
                    keys > 0
                            ? TrialStep.ok("keys", String.valueOf(keys))
                            : TrialStep.failed("no-keys"));
            steps.addAll(OidcTrial.abilities(connection, provider.metadata()));
        } catch (ParseException | java.text.ParseException e) {
            steps.add(TrialStep.failed("misdescribed", issuer, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            steps.add(TrialStep.failed("unreachable", issuer, String.valueOf(e.getMessage())));
        }
        return steps;
    }

    private Provider provider(Connection connection) {
        var held = new Held(connection.id(), connection.version());
        var known = providers.getIfPresent(held);
        if (known != null) {
            return known;
        }
        try {
            var found = Provider.discover(connection.oidc());
            providers.put(held, found);
            return found;
        } catch (IOException | ParseException e) {
            throw unreachable(connection, e);
        }
    }

    private static ClientID client(Connection connection) {
        return new ClientID(connection.oidc().clientId());
    }

    private static CodeVerifier verifier(Journey journey) {
        return new CodeVerifier(journey.verifier());
    }

    private static Refusal unreachable(Connection connection, Exception why) {
        return new Refusal(OutsideProblem.UNREACHABLE, connection.name())
                .because(connection + ": " + why.getMessage());
    }

    private static Refusal wrong(Connection connection, Exception why) {
        return wrong(connection, String.valueOf(why.getMessage()));
    }

    /// Whoever signs in learns that it failed, the log why.
    private static Refusal wrong(Connection connection, String why) {
        LOG.warn("{} gave an answer that is not believed: {}", connection, why);
        return new Refusal(OutsideProblem.ANSWER_WRONG, connection.name());
    }
}
