package io.kedang.access.signin.outside.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;

import io.kedang.access.signin.outside.OidcSettings;
import io.kedang.kernel.outgoing.OutgoingHttp;
import io.kedang.kernel.outgoing.Reach;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A provider as it describes itself, with its keys. They are kept for a few minutes; a key that is
/// not among them is asked for, at most every half minute.
final class Provider {
    /// Signed by keys that only the provider has: neither `none` nor what the client's secret
    /// makes.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final OutgoingHttp http;
    private final OIDCProviderMetadata metadata;
    private final JWKSource<SecurityContext> keys;
    private final ClientID client;

    private Provider(OutgoingHttp http, OIDCProviderMetadata metadata, ClientID client)
            throws IOException {
        this.http = http;
        this.metadata = metadata;
        this.client = client;
        this.keys =
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), this::retrieve)
                        .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(15).toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(Duration.ofSeconds(30).toMillis())
                        .build();
    }

    /// Throws when it cannot be reached, or does not describe itself as the issuer that it is set
    /// up as.
    static Provider discover(OidcSettings settings) throws IOException, ParseException {
        var http = OutgoingHttp.of(Reach.ADMINISTRATOR, settings.certificates());
        var url = URI.create(settings.issuer().replaceAll("/+$", "") + DESCRIPTION).toURL();
        var answer = http.send("GET", url, Map.of("Accept", List.of("application/json")), null);
        if (answer.status() != 200) {
            throw new IOException(url + " answers " + answer.status());
        }
        var metadata = OIDCProviderMetadata.parse(answer.body());
        if (!metadata.getIssuer().getValue().equals(settings.issuer())) {
            throw new ParseException("issuer " + metadata.getIssuer().getValue());
        }
        if (metadata.getAuthorizationEndpointURI() == null
                || metadata.getTokenEndpointURI() == null
                || metadata.getJWKSetURI() == null) {
            throw new ParseException("no authorisation, token or key address");
        }
        var teller = URI.create(settings.issuer());
        checkForBrowsers(teller, metadata.getAuthorizationEndpointURI());
        checkForBrowsers(teller, metadata.getEndSessionEndpointURI());
        var led = OutgoingHttp.of(Reach.toldBy(teller), settings.certificates());
        return new Provider(led, metadata, new ClientID(settings.clientId()));
    }

    /// Where browsers are sent: to a page, encrypted like the provider itself.
    private static void checkForBrowsers(URI teller, @Nullable URI address) throws ParseException {
        if (address == null || "https".equals(address.getScheme())) {
            return;
        }
        boolean bothInClear =
                "http".equals(address.getScheme()) && "http".equals(teller.getScheme());
        if (!bothInClear) {
            throw new ParseException("no address for browsers: " + address.getScheme());
        }
    }

    OIDCProviderMetadata metadata() {
        return metadata;
    }

    /// Fetches the keys, to see whether they can be had.
    ///
    /// @return how many there are
    int countKeys() throws IOException, java.text.ParseException {
        var text = retrieve(metadata.getJWKSetURI().toURL()).getContent();
        return JWKSet.parse(text).getKeys().size();
    }

    HTTPResponse send(HTTPRequest request) throws IOException {
        return (HTTPResponse) request.send(this::sent);
    }

    private HTTPResponse sent(ReadOnlyHTTPRequest request) throws IOException {
        var answer =
                http.send(
                        request.getMethod().name(),
                        request.getURL(),
                        request.getHeaderMap(),
                        request.getBody());
        var response = new HTTPResponse(answer.status());
        answer.headers()
                .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(answer.body());
        return response;
    }

    private Resource retrieve(URL url) throws IOException {
        var answer = http.send("GET", url, Map.of("Accept", List.of("application/json")), null);
        if (answer.status() != 200) {
            throw new IOException(url + " answers " + answer.status());
        }
        return new Resource(answer.body(), "application/json");
    }

    /// Who somebody is; throws when the token is not exactly what was asked for.
    IDTokenClaimsSet validate(JWT token, Nonce nonce) throws BadJOSEException, JOSEException {
        var validator = new IDTokenValidator(issuer(), client, selector(), null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        var claims = validator.validate(token, nonce);
        var party = claims.getAuthorizedParty();
        boolean ours = party != null && party.getValue().equals(client.getValue());
        if (party == null ? claims.getAudience().size() > 1 : !ours) {
            throw new BadJOSEException("the token is for somebody else too");
        }
        return claims;
    }

    LogoutTokenClaimsSet validateFarewell(JWT token) throws BadJOSEException, JOSEException {
        var validator = new LogoutTokenValidator(issuer(), client, true, selector(), null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        return validator.validate(token);
    }

    private Issuer issuer() {
        return metadata.getIssuer();
    }

    private JWSKeySelector<SecurityContext> selector() {
        return new JWSVerificationKeySelector<>(ALGORITHMS, keys);
    }
}
