package io.kedang.audit.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.audit.evidence.EvidenceStore.Span;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The lines of the check points as they stand in their file, in step with the seals.
final class PointReader implements AutoCloseable {
    private static final Pattern SEAL = Pattern.compile("\\{\"seal\":(\\d+),.*\"chain\":.*");
    private static final String NEW_KEY = "{\"newKey\":";

    private final Path file;
    private final @Nullable BufferedReader lines;
    private @Nullable String ahead;
    private long begin = 1;
    private boolean begun;

    PointReader(Path folder) throws IOException {
        file = folder.resolve("checkpoints.jsonl");
        lines = Files.exists(file) ? Files.newBufferedReader(file, UTF_8) : null;
    }

    /// The span with the seals after it up to the next check point, so that one vouches for all.
    Span upToNext(Span span) throws IOException {
        begin = span.first();
        if (span.last() < span.first() || !Files.exists(file)) {
            return span;
        }
        try (var all = Files.lines(file, UTF_8)) {
            long last =
                    all.mapToLong(PointReader::seal)
                            .filter(seal -> seal >= span.last())
                            .min()
                            .orElse(span.last());
            return new Span(span.first(), last);
        }
    }

    /// The lines by which an old key introduces a new one.
    List<String> introductions() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var all = Files.lines(file, UTF_8)) {
            return all.filter(line -> line.startsWith(NEW_KEY)).toList();
        }
    }

    /// The lines from the last ones on up to the one about this seal; none about seals before the
    /// first that is wanted.
    List<String> upTo(long seal) throws IOException {
        var found = new ArrayList<String>();
        for (var line = next(); line != null && seal(line) <= seal; line = next()) {
            begun |= seal(line) >= begin;
            if (begun) {
                found.add(line);
            }
            ahead = null;
        }
        return found;
    }

    private @Nullable String next() throws IOException {
        if (ahead == null && lines != null) {
            ahead = lines.readLine();
        }
        return ahead;
    }

    /// The seal that the line is about; 0 when it is about none, or of the first release.
    private static long seal(String line) {
        var match = SEAL.matcher(line);
        return match.matches() ? Long.parseLong(match.group(1)) : 0;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
