package io.kedang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.signin.OperatorKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// Whoever works on the server's machine speaks to it with the key of its data folder.
@KedangTest
class OperatorTests {
    @Autowired TestCompany company;

    @Value("${kedang.data}")
    Path data;

    @BeforeEach
    void somebodyBesidesTheAdministrator() {
        company.user("helper", "administrator", "客户服务部", Scope.ALL);
    }

    @Test
    void withoutAUserHeActsAsTheAdministratorWhoHasBeenThereLongest() throws Exception {
        var answer = send(OperatorKey.read(data), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"username\":\"admin\"");
    }

    @Test
    void heActsAsAnyUserHeNames() throws Exception {
        assertThat(send(OperatorKey.read(data), "helper").body())
                .contains("\"username\":\"helper\"");
        assertThat(send(OperatorKey.read(data), "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        assertThat(send("guessed", "").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String key, String actAs)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + company.port() + "/api/v1/session"))
                        .header("Authorization", OperatorKey.SCHEME + key);
        if (!actAs.isEmpty()) {
            request.header(OperatorKey.ACT_AS, actAs);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
