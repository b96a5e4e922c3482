package io.kedang.audit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.nio.file.Path;

/// Where check points are written: `audit` in the data folder, or any other place, better on
/// another machine.
@Component
public final class CheckpointFolder {
    private final Path path;

    @Autowired
    CheckpointFolder(
            @Value("${kedang.audit.checkpoints:}") String wanted,
            @Value("${kedang.data}") Path data) {
        this(wanted.isEmpty() ? data.resolve("audit") : Path.of(wanted));
    }

    public CheckpointFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }
}
