package io.kedang.suite;

import io.kedang.suite.SyncStep.Act;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What taking over a company would do.
///
/// @param fingerprint of all steps: what is done is what was looked at
/// @param people at the suite
/// @param departments at the suite
/// @param manyLeave whether so many would be disabled that something is probably wrong
/// @param steps the first of them
record SyncPlan(
        String fingerprint,
        int people,
        int departments,
        boolean manyLeave,
        Map<Act, Integer> counts,
        List<SyncStep> steps) {
    private static final int SHOWN = 500;
    private static final int LEAVERS_AT_LEAST = 5;
    private static final int LEAVERS_ONE_IN = 5;
    private static final int HALF = 2;

    static SyncPlan of(Comparison comparison) {
        var steps = comparison.steps();
        var organisation = comparison.organisation();
        var counts = new EnumMap<Act, Integer>(Act.class);
        steps.forEach(step -> counts.merge(step.act(), 1, Integer::sum));
        int leavers = counts.getOrDefault(Act.DISABLE_USER, 0);
        return new SyncPlan(
                fingerprint(steps),
                organisation.people().size(),
                organisation.units().size(),
                tooMany(leavers, comparison.atWork()),
                counts,
                steps.subList(0, Math.min(SHOWN, steps.size())));
    }

    /// More than five and a fifth; of a small company, more than one and half of it.
    private static boolean tooMany(int leavers, int atWork) {
        return leavers > Math.max(LEAVERS_AT_LEAST, atWork / LEAVERS_ONE_IN)
                || leavers > 1 && leavers * HALF >= atWork;
    }

    private static String fingerprint(List<SyncStep> steps) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            steps.forEach(step -> hash.update(step.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
