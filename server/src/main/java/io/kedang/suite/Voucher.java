package io.kedang.suite;

import java.net.URI;

/// What a browser brought back from the sign-in page of a suite, and what shows that we have sent
/// it there.
///
/// @param code good once
/// @param back where the suite sent the browser
/// @param verifier of which the suite was told the hash (RFC 7636), where it takes one
record Voucher(String code, URI back, String verifier) {
    /// Never shows the code.
    @Override
    public String toString() {
        return "Voucher[]";
    }
}
