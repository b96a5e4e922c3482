package io.kedang.intake;

import io.kedang.sealing.SealedFiles;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.multipart.MultipartResolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    private final ObjectProvider<Imports> imports;

    IntakeConfiguration(ObjectProvider<Imports> imports) {
        this.imports = imports;
    }

    /// Uploads lie sealed in the data folder while they are taken in, never in the machine's folder
    /// for temporary files.
    @Bean
    static MultipartResolver multipartResolver(
            @Value("${kedang.data}") Path data, SealedFiles sealed) throws IOException {
        var folder =
                Files.createDirectories(
                        data.resolve("spool").resolve("uploads"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        SealedUploads.clear(folder);
        return new SealedUploads(folder, sealed, Spool.LARGEST);
    }

    @EventListener(ApplicationReadyEvent.class)
    void clearExpired() {
        imports.getObject().clearExpired();
    }
}
