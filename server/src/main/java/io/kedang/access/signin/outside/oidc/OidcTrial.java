package io.kedang.access.signin.outside.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

import io.kedang.access.signin.outside.Connection;
import io.kedang.access.signin.outside.TrialStep;

import java.util.ArrayList;
import java.util.List;

/// Rule: what a provider says it can do, against what we ask of it. What it is silent about it may
/// still do; only what it rules out has failed.
final class OidcTrial {
    private OidcTrial() {}

    static List<TrialStep> abilities(Connection connection, OIDCProviderMetadata metadata) {
        var steps = new ArrayList<TrialStep>();
        var challenges = metadata.getCodeChallengeMethods();
        steps.add(
                challenges == null || challenges.contains(CodeChallengeMethod.S256)
                        ? TrialStep.ok("pkce")
                        : TrialStep.failed("no-pkce"));
        var scopes = metadata.getScopes();
        var unknown =
                scopes == null
                        ? List.<String>of()
                        : connection.oidc().scopes().stream()
                                .filter(scope -> !scopes.toStringList().contains(scope))
                                .toList();
        if (!unknown.isEmpty()) {
            steps.add(TrialStep.failed("unknown-scopes", String.join(", ", unknown)));
        }
        if (connection.oidc().endsTheirSession()) {
            steps.add(
                    metadata.getEndSessionEndpointURI() == null
                            ? TrialStep.failed("no-leaving")
                            : TrialStep.ok("leaving"));
        }
        return steps;
    }
}
