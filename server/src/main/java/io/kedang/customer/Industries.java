package io.kedang.customer;

/// Trades by GB/T 4754-2017: the twenty sections, and the divisions that companies keep apart most.
/// Codes are the standard's own.
final class Industries {
    static final String[] CODES = {
        "A", "B", "C", "C14", "C18", "C27", "C34", "C39", "D", "E", "F", "G", "H", "I", "J", "K",
        "L", "M", "N", "O", "P", "Q", "R", "S", "T"
    };

    private Industries() {}
}
