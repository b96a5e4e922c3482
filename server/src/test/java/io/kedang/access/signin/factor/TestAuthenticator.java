package io.kedang.access.signin.factor;

import java.math.BigInteger;
import java.time.Instant;

/// The app on the telephone: knows what was typed into it and shows codes.
public record TestAuthenticator(String typed) {
    public String code() {
        return code(0);
    }

    /// @param later steps of 30 seconds after now
    public String code(int later) {
        return Totp.code(secret(), Totp.step(Instant.now()) + later);
    }

    private byte[] secret() {
        var bits = BigInteger.ZERO;
        for (char letter : typed.toCharArray()) {
            int value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
        }
        var secret = new byte[20];
        var bytes = bits.toByteArray();
        int surplus = Math.max(0, bytes.length - 20);
        System.arraycopy(
                bytes, surplus, secret, 20 - (bytes.length - surplus), bytes.length - surplus);
        return secret;
    }
}
