package io.kedang.access.signin.outside;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/// A kind at which people sign in on a page of the other side and are sent back.
public interface RedirectWay extends Way {
    /// Where the browser is sent.
    URI begin(Connection connection, Journey journey);

    /// What the answer that the browser brought back is worth; refuses what cannot be trusted.
    ///
    /// @param answer what stood in the address
    OutsideIdentity finish(Connection connection, Journey journey, Map<String, String> answer);

    /// Where the browser is sent to be signed out there too; null where that is not wanted.
    ///
    /// @param token what [OutsideIdentity#token] was
    @Nullable URI leave(Connection connection, @Nullable String token, URI back);

    /// What the other side says about the end of a session of its own, once that is proven.
    Farewell hear(Connection connection, String token);
}
