package io.kedang.kernel;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What the web server refuses before it looks for an application (an address that is no address, a
/// header that is none) becomes a problem document too. The language of the reader is unknown when
/// the headers were not reached.
@Component
class RefusedByServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ObjectProvider<ProblemDocuments> documents;

    RefusedByServer(ObjectProvider<ProblemDocuments> documents) {
        this.documents = documents;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private final class Report extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            var problem =
                    RequestProblem.find(response.getStatus())
                            .filter(known -> known != RequestProblem.UNREADABLE)
                            .orElse(RequestProblem.UNDECODABLE);
            try {
                documents.getObject().write(new Refusal(problem, ""), request, response);
                response.finishResponse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
