package io.kedang.transport;

import io.kedang.kernel.Messages;
import io.kedang.kernel.ProblemDocuments;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The web server as settings make it, with one operation and without the rest of the house.
final class SmallServer implements AutoCloseable {
    private final ServletWebServerApplicationContext context;

    private SmallServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Tells the caller how he looks from here.
    static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter()
                    .print(
                            "address %s secure %s"
                                    .formatted(request.getRemoteAddr(), request.isSecure()));
        }
    }

    /// Without a stereotype, so that no scan of the house finds it.
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        SslAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({
        Messages.class,
        ProblemDocuments.class,
        TransportConfiguration.class,
        AuthorityDownload.class
    })
    static class Slice {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ServletRegistrationBean<HttpServlet> who() {
            return new ServletRegistrationBean<>(new Who(), "/who", "/api/v1/who");
        }
    }

    /// @param settings as `tls=auto`
    static SmallServer start(Path data, String... settings) {
        var properties = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1"));
        properties.add("kedang.data=" + data);
        properties.add("kedang.listen=127.0.0.1");
        Arrays.stream(settings).map("kedang."::concat).forEach(properties::add);
        var context =
                new SpringApplicationBuilder(Slice.class)
                        .bannerMode(Banner.Mode.OFF)
                        .properties(properties.toArray(String[]::new))
                        .run();
        return new SmallServer((ServletWebServerApplicationContext) context);
    }

    int port() {
        return context.getWebServer().getPort();
    }

    /// The port without encryption.
    int httpPort() {
        var server = (TomcatWebServer) context.getWebServer();
        return Arrays.stream(server.getTomcat().getService().findConnectors())
                .filter(connector -> !connector.getSecure())
                .findFirst()
                .orElseThrow()
                .getLocalPort();
    }

    ServedCertificate served() {
        return context.getBean(ServedCertificate.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
