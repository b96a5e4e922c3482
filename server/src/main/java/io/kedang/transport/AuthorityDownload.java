package io.kedang.transport;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/ca.crt`: what a device installs to trust this server. An address to be typed on a phone, and
/// open to everybody, because nobody signs in over a connection that he does not trust yet.
@RestController
class AuthorityDownload {
    /// By this type a phone offers to install it.
    private static final MediaType CERTIFICATE =
            MediaType.parseMediaType("application/x-x509-ca-cert");

    private final ServedCertificate served;

    AuthorityDownload(ServedCertificate served) {
        this.served = served;
    }

    @GetMapping("/ca.crt")
    @Hidden
    ResponseEntity<byte[]> authority() {
        var certificate =
                served.authority().orElseThrow(() -> new Refusal(RequestProblem.NO_SUCH_PATH));
        return ResponseEntity.ok()
                .contentType(CERTIFICATE)
                .cacheControl(CacheControl.noStore())
                .body(
                        PemText.write(certificate)
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
