package io.kedang.sealing.suite;

/// A message authentication code of 256 bits under one key. Threads may share it.
@FunctionalInterface
public interface KeyedMac {
    byte[] of(byte[] message);
}
