package io.kedang.customer.record;

import java.util.Map;

/// The values of one record as they stand in the database.
///
/// @param clear values by field key, in their normal form; absent where there is none
/// @param sealed ciphertexts by field key, of the fields that are sensitive in this record
public record Content(Map<String, Object> clear, Map<String, String> sealed) {
    public static final Content EMPTY = new Content(Map.of(), Map.of());

    public Content {
        clear = Map.copyOf(clear);
        sealed = Map.copyOf(sealed);
    }
}
