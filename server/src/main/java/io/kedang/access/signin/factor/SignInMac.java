package io.kedang.access.signin.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.suite.KeyedMac;

import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keyed hashes of what is too short to be hashed without a key: names and codes.
@Component
public class SignInMac {
    private final NamedKeys keys;
    private final Map<String, KeyedMac> uses = new ConcurrentHashMap<>();

    SignInMac(NamedKeys keys) {
        this.keys = keys;
    }

    public byte[] of(String use, String text) {
        var keyed = uses.computeIfAbsent(use, name -> keys.mac(NamedKeys.Name.SIGN_IN, name));
        return keyed.of(text.getBytes(UTF_8));
    }
}
