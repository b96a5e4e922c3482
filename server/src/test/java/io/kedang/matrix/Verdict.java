package io.kedang.matrix;

import io.kedang.matrix.Matrix.About;
import io.kedang.matrix.Matrix.Entry;
import io.kedang.matrix.Matrix.Outcome;

import java.util.List;

/// What somebody has to be answered.
///
/// @param allowed whether the call may do what it is for
/// @param outcomes the one that it has to be; none for any success
record Verdict(boolean allowed, List<Outcome> outcomes) {
    private static final Outcome FORGED = new Outcome(403, "access.forged-request");
    private static final Outcome UNKNOWN = new Outcome(401, "access.not-signed-in");
    private static final Outcome RIGHT_MISSING = new Outcome(403, "access.right-missing");
    private static final Outcome ANNOUNCED = new Outcome(403, "customer.announced");

    private static Verdict allowed(List<Outcome> outcomes) {
        return new Verdict(true, outcomes);
    }

    private static Verdict refused(Outcome outcome) {
        return new Verdict(false, List.of(outcome));
    }

    /// @param beginner who began what only its beginner sees
    static Verdict of(
            Entry entry, Principal who, GuardedFile file, Rules rules, Principal beginner) {
        // A provider that has signed somebody out has no page of ours, but signs what it says.
        boolean farewell = entry.path().endsWith("/farewell");
        if (who.forges() && !entry.isReading() && !farewell) {
            return refused(FORGED);
        }
        if (entry.about() == About.NOTHING) {
            return allowed(entry.gives());
        }
        if (!who.isKnown()) {
            return refused(UNKNOWN);
        }
        if (!who.rights().containsAll(entry.needs())) {
            return refused(RIGHT_MISSING);
        }
        boolean begun = beginner.user().equals(who.user());
        return switch (entry.about()) {
            case NOTHING, HOUSE, LIST -> allowed(entry.gives());
            case IMPORT -> begun ? allowed(entry.gives()) : refused(absent(entry.about()));
            case JOB -> begun ? allowed(entry.gives()) : refused(absent(entry.about()));
            case FILE, PERSON, ORDER -> behindTheLock(entry, who, file, rules.level(who, file));
        };
    }

    private static Verdict behindTheLock(
            Entry entry, Principal who, GuardedFile file, Rules.Level level) {
        return switch (level) {
            case READABLE ->
                    !who.rights().containsAll(entry.besides())
                            ? refused(RIGHT_MISSING)
                            : allowed(
                                    file.voided() && !entry.voided().isEmpty()
                                            ? entry.voided()
                                            : entry.gives());
            case ANNOUNCED ->
                    refused(
                            entry.otherwise().isEmpty()
                                    ? announced(entry.about())
                                    : entry.otherwise().getFirst());
            case HIDDEN ->
                    refused(
                            entry.otherwise().isEmpty()
                                            || entry.otherwise().getFirst().status() < 300
                                    ? absent(entry.about())
                                    : entry.otherwise().getFirst());
        };
    }

    /// Only a file itself is announced; of what hangs on it nobody is told.
    private static Outcome announced(About about) {
        return about == About.FILE ? ANNOUNCED : absent(about);
    }

    /// The answer about a record that does not exist.
    static Outcome absent(About about) {
        return switch (about) {
            case PERSON -> new Outcome(404, "people.not-found");
            case ORDER -> new Outcome(404, "trade.order-unknown");
            case IMPORT -> new Outcome(404, "intake.not-found");
            case JOB -> new Outcome(404, "job.not-found");
            case NOTHING, HOUSE, LIST, FILE -> new Outcome(404, "customer.not-found");
        };
    }

    boolean fits(Answer answer) {
        return outcomes.isEmpty()
                ? answer.succeeded()
                : outcomes.stream().anyMatch(outcome -> outcome.fits(answer));
    }

    @Override
    public String toString() {
        return outcomes.isEmpty() ? "a success" : outcomes.getFirst().toString();
    }
}
