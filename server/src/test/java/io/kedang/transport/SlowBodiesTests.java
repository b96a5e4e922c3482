package io.kedang.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import jakarta.servlet.FilterChain;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import java.time.Duration;

@Tag("s17")
class SlowBodiesTests {
    private static final FilterChain READS =
            (request, response) ->
                    response.getOutputStream().write(request.getInputStream().readAllBytes());

    @Test
    void whatIsThereInTimeIsRead() throws Exception {
        assertThat(sent(Duration.ofMinutes(1)).getContentAsString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        assertThatThrownBy(() -> sent(Duration.ZERO))
                .isInstanceOf(Refusal.class)
                .hasMessage("request.too-slow");
    }

    private static MockHttpServletResponse sent(Duration patience) throws Exception {
        var request = new MockHttpServletRequest("POST", "/api/v1/session");
        request.setContent("{\"a\":1}".getBytes());
        var response = new MockHttpServletResponse();
        new SlowBodies(patience).doFilter(request, response, READS);
        return response;
    }
}
