package io.kedang.goal;

import java.util.Random;

/// How far a test of a goal goes, and with which chance: the short form in the suite, the full one
/// when `./kedang goal NAME` runs it. Whatever is random in such a test comes from [#random], so
/// that the seed which the command prints repeats the run.
public final class Course {
    private static final boolean FULL = Boolean.getBoolean("goal.full");

    /// The suite always takes the same way; commands choose one unless they are given it.
    private static final long SEED = Long.getLong("goal.seed", 20_261_122L);

    private Course() {}

    public static boolean isFull() {
        return FULL;
    }

    public static long seed() {
        return SEED;
    }

    /// How many, by form.
    ///
    /// @param inSuite what costs seconds
    /// @param inFull what the goal asks for
    public static int count(int inSuite, int inFull) {
        return FULL ? Integer.getInteger("goal.count", inFull) : inSuite;
    }

    /// The same numbers for the same seed, whatever else the run draws.
    ///
    /// @param purpose tells the draws of one test from those of another
    public static Random random(String purpose) {
        return new Random(SEED * 31 + purpose.hashCode());
    }

    /// Tells whoever watches a full run how far it is, every hundredth of the way.
    public static void progress(String what, int done, int all) {
        if (FULL && done * 100L / all != (done - 1) * 100L / all) {
            System.err.printf("  %s: %,d of %,d%n", what, done, all);
        }
    }
}
