package io.kedang.customer;

/// 档案编号: `KH-2026-00017`, counted by year; numbers beyond five digits grow.
final class FileNumberRule {
    private FileNumberRule() {}

    static String number(int year, int count) {
        return "KH-%d-%05d".formatted(year, count);
    }
}
