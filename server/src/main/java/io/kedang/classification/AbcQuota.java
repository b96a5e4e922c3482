package io.kedang.classification;

import java.util.ArrayList;
import java.util.List;

/// Cuts a ranking into A, B and C by share of customers, exactly: the shares are what a company can
/// look after. Parts of a customer are rounded up, in favour of the better class.
record AbcQuota(int aPercent, int bPercent) {
    /// 20 % A, the next 40 % B, the rest C.
    static final AbcQuota STANDARD = new AbcQuota(20, 40);

    /// The class of each of so many ranks, best first.
    List<String> classes(int customers) {
        int a = Math.ceilDiv(customers * aPercent, 100);
        int ab = Math.ceilDiv(customers * (aPercent + bPercent), 100);
        var classes = new ArrayList<String>(customers);
        for (int rank = 0; rank < customers; rank++) {
            classes.add(rank < a ? "A" : rank < ab ? "B" : "C");
        }
        return classes;
    }
}
