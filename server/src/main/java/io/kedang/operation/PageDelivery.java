package io.kedang.operation;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

import java.io.IOException;
import java.time.Duration;

/// Delivers the page. Its files carry a hash in their names and are kept by browsers; its addresses
/// (`/customers/…`), which the page itself understands, all answer the one document.
@Configuration(proxyBeanMethods = false)
class PageDelivery implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";
    private static final Resource DOCUMENT = new ClassPathResource("static/index.html");

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
