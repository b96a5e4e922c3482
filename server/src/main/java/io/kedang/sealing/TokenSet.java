package io.kedang.sealing;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The tokens of a row, and of which version of the key the oldest of them are: as long as that is
/// not the newest, a rotation has the row before it.
public final class TokenSet {
    private final Set<Long> values = new LinkedHashSet<>();
    private @Nullable Integer version;

    /// Without repetition.
    public Set<Long> values() {
        return Collections.unmodifiableSet(values);
    }

    /// Null while there are no tokens.
    public @Nullable Integer version() {
        return version;
    }

    public void addAll(TokenSet more) {
        addAll(more.values, more.version);
    }

    /// @param of the key that made them; null only where there are none
    public void addAll(Collection<Long> tokens, @Nullable Integer of) {
        values.addAll(tokens);
        if (of != null && !tokens.isEmpty()) {
            version = version == null ? of : Math.min(version, of);
        }
    }

    public Long[] toArray() {
        return values.toArray(Long[]::new);
    }
}
