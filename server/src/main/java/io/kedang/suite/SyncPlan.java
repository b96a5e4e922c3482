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

    /// @param linked users who came from the suite
    static SyncPlan of(Organisation organisation, List<SyncStep> steps, int linked) {
        var counts = new EnumMap<Act, Integer>(Act.class);
        steps.forEach(step -> counts.merge(step.act(), 1, Integer::sum));
        int leavers = counts.getOrDefault(Act.DISABLE_USER, 0);
        return new SyncPlan(
                fingerprint(steps),
                organisation.people().size(),
                organisation.units().size(),
                leavers > Math.max(LEAVERS_AT_LEAST, linked / LEAVERS_ONE_IN),
                counts,
                steps.subList(0, Math.min(SHOWN, steps.size())));
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
