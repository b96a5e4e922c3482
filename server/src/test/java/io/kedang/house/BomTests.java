package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The bill of materials that Maven writes into the jar names exactly what is shipped, and nothing
/// of it may bind the whole to its licence. `./kedang bom` shows it.
class BomTests {
    private static final Path BOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");
    private static final Path SHIPPED = Path.of("target/shipped.classpath");
    private static final Path PAGE = Path.of("../web/package-lock.json");

    private static final Set<String> PERMISSIVE =
            Set.of(
                    "0BSD",
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "Bouncy Castle Licence",
                    "EPL-2.0",
                    "FreeBSD License",
                    "ISC",
                    "MIT",
                    "Unicode-3.0");

    /// What may be replaced by itself, as a jar of its own, and is named in NOTICE.
    private static final Set<String> AS_A_JAR = Set.of("LGPL-2.1-or-later");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    @Test
    void itNamesEveryJarThatIsShippedAndNoOther() throws IOException {
        var named = new TreeSet<String>();
        for (var part : read(BOM).at("/components")) {
            named.add(part.path("name").asString() + "-" + part.path("version").asString());
        }
        var shipped = new TreeSet<String>();
        for (var jar : Files.readString(SHIPPED).strip().split(File.pathSeparator)) {
            shipped.add(Path.of(jar).getFileName().toString().replaceFirst("\\.jar$", ""));
        }
        assertThat(shipped).hasSizeGreaterThan(100);
        assertThat(named).isEqualTo(shipped);
    }

    @Test
    void everyJarMayBeShipped() throws IOException {
        var notice = Files.readString(Path.of("../NOTICE"));
        var refused = new ArrayList<String>();
        for (var part : read(BOM).at("/components")) {
            var name = part.path("name").asString();
            var licences = licences(part);
            boolean alone = licences.stream().anyMatch(AS_A_JAR::contains);
            if (!isPermissive(licences)
                    && !(alone && notice.contains(name.replaceFirst("-.*", "")))) {
                refused.add(name + " " + licences);
            }
        }
        assertThat(refused).isEmpty();
        assertThat(isPermissive(List.of("GPL-3.0-only"))).isFalse();
        assertThat(isPermissive(List.of())).isFalse();
        assertThat(isPermissive(List.of("EPL-2.0", "GPL-2.0-only"))).isTrue();
    }

    @Test
    void everyPartOfThePageMayBeShipped() throws IOException {
        var refused = new ArrayList<String>();
        int parts = 0;
        for (var part : read(PAGE).at("/packages").properties()) {
            var described = part.getValue();
            boolean ships =
                    !part.getKey().isEmpty()
                            && !described.has("dev")
                            && !described.has("devOptional")
                            && !described.has("optional");
            if (ships) {
                parts++;
                if (!isPermissive(List.of(described.path("license").asString("")))) {
                    refused.add(part.getKey());
                }
            }
        }
        assertThat(parts).isGreaterThan(20);
        assertThat(refused).isEmpty();
    }

    /// Of several licences, whoever takes a part chooses one.
    private static boolean isPermissive(List<String> licences) {
        return licences.stream().anyMatch(PERMISSIVE::contains);
    }

    private static List<String> licences(JsonNode part) {
        var licences = new ArrayList<String>();
        for (var each : part.path("licenses")) {
            var licence = each.path("license");
            licences.add(licence.path("id").asString(licence.path("name").asString("")));
            licences.addAll(Arrays.asList(each.path("expression").asString("").split(" OR ")));
        }
        licences.removeIf(String::isEmpty);
        return licences;
    }
}
