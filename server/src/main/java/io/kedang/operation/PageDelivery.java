package io.kedang.operation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Delivers the page. Its files carry a hash in their names and are kept by browsers; its addresses
/// (`/customers/…`), which the page itself understands, all answer the one document.
@Configuration(proxyBeanMethods = false)
class PageDelivery
        implements WebMvcConfigurer,
                WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {
    private static final String FILES = "classpath:/static/";
    private static final Resource DOCUMENT = new ClassPathResource("static/index.html");

    /// Texts name how they are written.
    private static final Map<String, String> TEXTS =
            Map.of(
                    "html", "text/html",
                    "js", "text/javascript",
                    "css", "text/css",
                    "txt", "text/plain",
                    "svg", "image/svg+xml");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new DocumentForAddresses());
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory server) {
        var types = new MimeMappings();
        TEXTS.forEach((ending, type) -> types.add(ending, type + ";charset=UTF-8"));
        server.addMimeMappings(types);
    }

    private static final class DocumentForAddresses extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            var file = super.getResource(path, location);
            boolean address = !path.startsWith("api/") && !path.contains(".");
            return file == null && address && DOCUMENT.exists() ? DOCUMENT : file;
        }
    }
}
