package io.kedang.transport;

import io.kedang.kernel.ProblemDocuments;
import io.kedang.kernel.Refusal;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.util.Set;
import java.util.function.IntSupplier;

/// Answers on the port without encryption: people are shown the way, programs are refused. A
/// program that was silently redirected would send its key in the clear for years.
final class EncryptedOnly extends ValveBase {
    private static final int USUAL_PORT = 443;
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");

    private final IntSupplier port;
    private final ObjectProvider<ProblemDocuments> documents;

    /// @param port where the encrypted server answers
    EncryptedOnly(IntSupplier port, ObjectProvider<ProblemDocuments> documents) {
        super(true);
        this.port = port;
        this.documents = documents;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector().getSecure()) {
            getNext().invoke(request, response);
        } else if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            getNext().invoke(request, response);
        } else if (isForPeople(request)) {
            response.setStatus(HttpStatus.TEMPORARY_REDIRECT.value());
            response.setHeader(HttpHeaders.LOCATION, encrypted(request));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        } else {
            var refusal = new Refusal(TransportProblem.ENCRYPTION_NEEDED);
            documents.getObject().write(refusal, request, response);
        }
    }

    private static boolean isForPeople(Request request) {
        return LOOKING.contains(request.getMethod())
                && !request.getDecodedRequestURI().startsWith("/api");
    }

    private String encrypted(Request request) {
        int to = port.getAsInt();
        var query = request.getQueryString();
        return "https://"
                + request.getServerName()
                + (to == USUAL_PORT ? "" : ":" + to)
                + request.getRequestURI()
                + (query == null ? "" : "?" + query);
    }
}
