package io.kedang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;

/// What one request takes of the processor once it is practised.
final class RequestMeter {
    private static final int WARM = 3_000;
    private static final int TIMES = 600;

    /// A request is practised when the server has compiled what it runs for it.
    private static final double COMPILING = 0.05;

    private static final int LONGEST = 60;
    private static final int RUNS = 5;

    private final Meter meter;

    RequestMeter(Meter meter) {
        this.meter = meter;
    }

    interface Request {
        void send() throws IOException;
    }

    /// Milliseconds; the least of some runs, because neighbours on the machine only ever add.
    Meter.Cpu used(Request request) throws IOException {
        for (int i = 0; i < WARM; i++) {
            request.send();
        }
        for (int run = 0; run < LONGEST; run++) {
            var used = run(request);
            if (used.compiler() < used.server() * COMPILING) {
                break;
            }
        }
        var runs = new ArrayList<Meter.Cpu>();
        for (int run = 0; run < RUNS; run++) {
            runs.add(run(request));
        }
        return Collections.min(runs, Comparator.comparingDouble(Meter.Cpu::total));
    }

    private Meter.Cpu run(Request request) throws IOException {
        var before = meter.cpu();
        for (int i = 0; i < TIMES; i++) {
            request.send();
        }
        return meter.cpu().since(before).each(TIMES);
    }
}
