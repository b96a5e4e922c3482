package io.kedang.transport;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import java.io.IOException;
import java.util.Map;

/// What every answer tells the browser, whoever gives it: an operation, a file of the page, or the
/// web server that refuses a request before it looks for either.
final class ResponseHeaders extends ValveBase {
    /// No foreign origin, no inline script, no frame; styles may be inline because components of
    /// the page position themselves by style attributes.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
                    + " worker-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /// The last two: nothing that a foreign page could read by embedding it, and no device that
    /// the page does not use.
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "same-origin",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Permissions-Policy",
                            "camera=(), display-capture=(), geolocation=(), microphone=(),"
                                    + " payment=(), serial=(), usb=()");

    /// A year. Browsers heed it only where they trust the certificate.
    private static final String STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

    ResponseHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ALWAYS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", STRICT_TRANSPORT);
        }
        getNext().invoke(request, response);
    }
}
