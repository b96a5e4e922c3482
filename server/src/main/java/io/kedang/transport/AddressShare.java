package io.kedang.transport;

import io.kedang.kernel.ProblemDocuments;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

/// Of the threads that answer, one address has half at most: whoever begins many requests and never
/// ends them keeps the others from nothing. Streams that are open take no thread and don't count.
final class AddressShare extends ValveBase {
    /// Half of the threads that the web server has.
    static final int AT_ONCE = 100;

    private final ConcurrentHashMap<String, Integer> begun = new ConcurrentHashMap<>();
    private final ObjectProvider<ProblemDocuments> documents;

    AddressShare(ObjectProvider<ProblemDocuments> documents) {
        super(true);
        this.documents = documents;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var address = request.getRemoteAddr();
        int number = begun.merge(address, 1, Integer::sum);
        try {
            if (number <= AT_ONCE) {
                getNext().invoke(request, response);
            } else {
                var refusal = new Refusal(RequestProblem.TOO_MANY, 1).with("retryAfter", 1);
                documents.getObject().write(refusal, request, response);
            }
        } finally {
            begun.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
