package io.kedang.operation.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;

/// The invented words of which demonstration data are made.
final class DemoWords {
    private final Properties words = new Properties();

    DemoWords() {
        try (var file =
                new InputStreamReader(
                        Objects.requireNonNull(
                                DemoWords.class.getResourceAsStream("/demo-words.properties")),
                        StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> all(String kind) {
        return List.of(words.getProperty(kind).split("[,|]"));
    }

    String one(String kind, Random random) {
        var all = all(kind);
        return all.get(random.nextInt(all.size()));
    }

    /// The parts of one of a kind that are separated by colons.
    String[] parts(String kind, Random random) {
        return one(kind, random).split(":");
    }

    String street(Random random) {
        return one("streets", random).formatted(1 + random.nextInt(900));
    }

    String person(Random random) {
        var surnames = words.getProperty("surnames");
        int at = random.nextInt(surnames.length() - 2);
        return surnames.charAt(at) + one("given", random);
    }
}
