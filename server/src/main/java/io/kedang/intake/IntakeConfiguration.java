package io.kedang.intake;

import jakarta.servlet.MultipartConfigElement;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    private static final long FORM_DATA = 1 << 20;

    private final ObjectProvider<Imports> imports;

    IntakeConfiguration(ObjectProvider<Imports> imports) {
        this.imports = imports;
    }

    /// Uploads are written to the data folder as they come, never to the machine's folder for
    /// temporary files, and never held in memory.
    @Bean
    static MultipartConfigElement uploads(@Value("${kedang.data}") Path data) throws IOException {
        var folder =
                Files.createDirectories(
                        data.resolve("spool").resolve("uploads"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        return new MultipartConfigElement(
                folder.toString(), Spool.LARGEST, Spool.LARGEST + FORM_DATA, 0);
    }

    @EventListener(ApplicationReadyEvent.class)
    void clearExpired() {
        imports.getObject().clearExpired();
    }
}
