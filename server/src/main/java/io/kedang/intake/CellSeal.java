package io.kedang.intake;

import io.kedang.sealing.FieldCipher;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/// Seals what is kept of a file's cells with a key of the import's own, which goes when the import
/// expires.
@Component
class CellSeal {
    /// Takes every text that a file may hold, unlike the strict one of the house.
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FieldCipher cipher;

    CellSeal(FieldCipher cipher) {
        this.cipher = cipher;
    }

    String sealRows(ImportId id, List<List<String>> rows) {
        return cipher.seal(id.value(), "import|samples", JSON.writeValueAsString(rows));
    }

    List<List<String>> openRows(ImportId id, String sealed) {
        return JSON.readValue(
                cipher.unseal(id.value(), "import|samples", sealed), new TypeReference<>() {});
    }

    String seal(ImportId id, long row, List<String> cells) {
        return cipher.seal(id.value(), "import_row|" + row, JSON.writeValueAsString(cells));
    }

    List<String> open(ImportId id, long row, String sealed) {
        return JSON.readValue(
                cipher.unseal(id.value(), "import_row|" + row, sealed), new TypeReference<>() {});
    }

    String sealFix(ImportId id, long row, Map<Integer, String> cells) {
        return cipher.seal(id.value(), "import_fix|" + row, JSON.writeValueAsString(cells));
    }

    /// Corrected cells by column.
    Map<Integer, String> openFix(ImportId id, long row, @Nullable String sealed) {
        return sealed == null
                ? Map.of()
                : JSON.readValue(
                        cipher.unseal(id.value(), "import_fix|" + row, sealed),
                        new TypeReference<>() {});
    }
}
