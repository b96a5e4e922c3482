package io.kedang.transport;

import io.kedang.kernel.ProblemDocuments;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.nio.file.Path;
import java.time.Clock;

/// Makes the web server as the settings say.
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {
    private static final int LONGEST_HEAD = 64 * 1024;

    @Bean
    TransportSettings transportSettings(
            @Value("${kedang.data}") Path data, Environment environment) {
        return TransportSettings.of(data, key -> environment.getProperty("kedang." + key, ""));
    }

    @Bean
    ServedCertificate servedCertificate(TransportSettings settings, Clock clock) {
        return new ServedCertificate(settings, clock);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> transport(
            TransportSettings settings,
            ObjectProvider<ServletWebServerApplicationContext> context,
            ObjectProvider<ProblemDocuments> documents) {
        return factory -> {
            if (!settings.proxies().isEmpty()) {
                factory.addEngineValves(proxies(settings));
            }
            factory.addEngineValves(new ResponseHeaders(), new AddressShare(documents));
            if (settings.encrypted()) {
                factory.setSsl(Ssl.forBundle(ServedCertificate.BUNDLE));
                var http2 = new Http2();
                http2.setEnabled(true);
                factory.setHttp2(http2);
                factory.addEngineValves(
                        new EncryptedOnly(() -> port(context.getObject()), documents));
                settings.httpPort()
                        .ifPresent(port -> factory.addAdditionalConnectors(plain(factory, port)));
            }
        };
    }

    /// Believes `X-Forwarded-For` and `X-Forwarded-Proto` of these addresses and of nobody else:
    /// limits and the register go by the address of the client.
    private static RemoteIpValve proxies(TransportSettings settings) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", settings.proxies()));
        valve.setTrustedProxies(null);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    private static Connector plain(TomcatServletWebServerFactory factory, int port) {
        var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setAddress(factory.getAddress());
            protocol.setMaxHttpRequestHeaderSize(LONGEST_HEAD);
        }
        return connector;
    }

    private static int port(ServletWebServerApplicationContext context) {
        var server = context.getWebServer();
        return server == null ? 0 : server.getPort();
    }
}
