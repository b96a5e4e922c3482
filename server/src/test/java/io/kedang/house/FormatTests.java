package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.StringWrapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Nobody argues about layout: google-java-format lays out every source of the server.
class FormatTests {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    private static final Pattern TORN = Pattern.compile("(?m)^ *///.*\\R *//(?!/)");

    /// `KEDANG_FORMAT=yes` lays them out. Lines of `///` that are too long it would tear: break
    /// them by hand before.
    @Test
    void everySourceIsLaidOutByTheFormatter() throws IOException {
        var others = sources().parallelStream().filter(FormatTests::isOther).toList();
        assertThat(others).isEmpty();
    }

    @Test
    void noLineOfDocumentationIsLongerThanTheFormatterLeavesWhole() throws IOException {
        var tooLong =
                sources().stream()
                        .flatMap(
                                file ->
                                        read(file)
                                                .lines()
                                                .filter(line -> line.strip().startsWith("///"))
                                                .filter(line -> line.length() > 100)
                                                .map(line -> file + ": " + line))
                        .toList();
        assertThat(tooLong).isEmpty();
    }

    /// What the formatter leaves of one that was too long when it came.
    @Test
    void noLineOfDocumentationIsTorn() throws IOException {
        assertThat(sources()).filteredOn(file -> TORN.matcher(read(file)).find()).isEmpty();
    }

    @Test
    void noSourceHasMoreThanFourHundredLines() throws IOException {
        assertThat(sources()).filteredOn(file -> read(file).lines().count() > 400).isEmpty();
    }

    private static boolean isOther(Path file) {
        var source = read(file);
        var formatted = format(file, source);
        if ("yes".equals(System.getenv("KEDANG_FORMAT"))) {
            write(file, formatted);
            return false;
        }
        return !formatted.equals(source);
    }

    private static String format(Path file, String source) {
        try {
            return StringWrapper.wrap(FORMATTER.formatSourceAndFixImports(source), FORMATTER);
        } catch (FormatterException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
