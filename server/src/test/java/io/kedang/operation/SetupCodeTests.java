package io.kedang.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import java.util.Map;

/// Whoever sets up from another computer has to know what stands on the screen of the server. The
/// company here is set up already, which is what somebody with the code is told.
@KedangTest
class SetupCodeTests {
    private static final String BODY =
            """
            {"administrator":{"username":"x","displayName":"x","password":"correct horse battery"},
             "company":{"name":"x"},"code":%s}
            """;

    @Autowired TestCompany company;
    @Autowired SetupCode code;

    @Test
    void fromThisMachineNobodyIsAskedForIt() {
        assertThat(setUp("null", Map.of()).code()).isEqualTo("access.already-set-up");
    }

    @Test
    void fromElsewhereItHasToBeRight() {
        var elsewhere = Map.of("X-Forwarded-For", "192.0.2.7");
        assertThat(setUp("null", elsewhere).code()).isEqualTo("access.setup-code-wrong");
        assertThat(setUp("\"2345-6789-abcd\"", elsewhere).status()).isEqualTo(403);
        var typed = " " + code.text().toUpperCase(java.util.Locale.ROOT) + " ";
        assertThat(setUp("\"" + typed + "\"", elsewhere).code()).isEqualTo("access.already-set-up");
    }

    @Test
    void everyOtherAddressIsElsewhere() {
        assertThat(isNeeded("127.0.0.1")).isFalse();
        assertThat(isNeeded("0:0:0:0:0:0:0:1")).isFalse();
        assertThat(isNeeded("192.168.1.20")).isTrue();
        assertThat(isNeeded("fe80::1")).isTrue();
    }

    private boolean isNeeded(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return code.isNeeded(request);
    }

    private Answer setUp(String presented, Map<String, String> from) {
        var headers = new java.util.HashMap<>(from);
        headers.put("Content-Type", "application/json");
        var page = company.stranger().get("/session").response().headers();
        var token =
                page.allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                        .map(cookie -> cookie.substring(11, cookie.indexOf(';')))
                        .findFirst()
                        .orElseThrow();
        headers.put("Cookie", "XSRF-TOKEN=" + token);
        headers.put("X-XSRF-TOKEN", token);
        return company.stranger().send("POST", "/setup", BODY.formatted(presented), headers);
    }
}
