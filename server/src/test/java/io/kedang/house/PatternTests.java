package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Patterns are never made of what comes from outside: every one is a literal or a constant.
class PatternTests {
    private static final Path SOURCES = Path.of("src/main/java");

    /// What makes or applies a pattern, up to its first argument; that of `matches` is often none.
    private static final Pattern MADE =
            Pattern.compile(
                    "Pattern\\s*\\.compile\\(\\s*+(?![\"A-Z])|\\.(?:replaceAll|replaceFirst)\\(\\s*+(?!\"|\\(|[A-Z_]{2,}|[a-z]+"
                        + " ->|match)");

    /// By file, why it may.
    private static final Set<String> EXCEPTIONS = Set.of();

    @Test
    void patternsAreLiterals() throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                var name = SOURCES.relativize(file).toString();
                var matcher = MADE.matcher(Files.readString(file));
                while (matcher.find() && !EXCEPTIONS.contains(name)) {
                    found.add(name + ": " + matcher.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
