package io.kedang.classification;

import java.util.ArrayList;
import java.util.List;

/// Cuts a ranking into A, B and C by share of customers.
///
/// Customers with equal scores get the same class, the better one: a strict cut would class two
/// customers of the same worth differently by the accident of their ids. So A may hold a few more
/// than its share, never fewer.
record AbcQuota(int aPercent, int bPercent) {
    /// 20 % A, the next 40 % B, the rest C.
    static final AbcQuota STANDARD = new AbcQuota(20, 40);

    /// The class of each rank, best first.
    ///
    /// @param scores descending
    List<String> classes(List<Double> scores) {
        int a = Math.ceilDiv(scores.size() * aPercent, 100);
        int ab = Math.ceilDiv(scores.size() * (aPercent + bPercent), 100);
        var classes = new ArrayList<String>(scores.size());
        for (int rank = 0; rank < scores.size(); rank++) {
            boolean tied = rank > 0 && scores.get(rank).equals(scores.get(rank - 1));
            classes.add(tied ? classes.get(rank - 1) : rank < a ? "A" : rank < ab ? "B" : "C");
        }
        return classes;
    }
}
