package io.kedang.suite;

/// Who we are at a suite, and by what we show it.
///
/// @param clientId CorpID, AppKey or App ID
record Credentials(String clientId, String secret) {
    /// Never shows the secret.
    @Override
    public String toString() {
        return "Credentials[" + clientId + "]";
    }
}
