package io.kedang.intake.table.vcard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;

import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Reads one business card after the other.
final class CardReader implements AutoCloseable {
    private static final int LONGEST_PROPERTY = 8 << 20;
    private static final int MOST_VALUES = 10_000;

    private final Metered in;
    private final VObjectReader reader;
    private boolean ended;

    CardReader(Reader in) {
        this.in = new Metered(in);
        this.reader = new VObjectReader(this.in, SyntaxRules.vcard());
        this.reader.setDefaultQuotedPrintableCharset(UTF_8);
    }

    /// @param line where it begins
    record Card(long line, List<CardValue> values, List<RowFlaw> flaws) {}

    /// Null at the end.
    @Nullable Card next() throws IOException {
        if (ended) {
            return null;
        }
        var collector = new Collector();
        reader.parse(collector);
        if (!collector.complete) {
            ended = true;
            if (collector.line == 0) {
                return null;
            }
            collector.flaw();
        }
        return new Card(collector.line, collector.values, collector.flaws);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /// Collects the card that begins next; cards within it (the agent of old versions) are left
    /// out.
    private final class Collector implements VObjectDataListener {
        private final List<CardValue> values = new ArrayList<>();
        private final List<RowFlaw> flaws = new ArrayList<>(0);
        private long line;
        private int depth;
        private boolean complete;

        @Override
        public void onComponentBegin(String name, Context context) {
            if (++depth == 1) {
                line = context.getLineNumber();
            }
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            if (--depth == 0) {
                complete = true;
                context.stop();
            }
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            in.budget = LONGEST_PROPERTY;
            if (depth == 1) {
                values.addAll(CardValue.of(property));
                if (values.size() > MOST_VALUES) {
                    throw new Refusal(TableProblem.CARD_TOO_LONG, line);
                }
            }
        }

        @Override
        public void onVersion(String value, Context context) {
            in.budget = LONGEST_PROPERTY;
        }

        @Override
        public void onWarning(
                Warning warning,
                @Nullable VObjectProperty property,
                @Nullable Exception cause,
                Context context) {
            in.budget = LONGEST_PROPERTY;
            if (depth > 0 && !context.getUnfoldedLine().isBlank()) {
                flaw();
            }
        }

        private void flaw() {
            if (flaws.isEmpty()) {
                flaws.add(RowFlaw.of(TableProblem.CARD_DAMAGED, -1, line));
            }
        }
    }

    /// The parser keeps one property in memory, so that none may be endless.
    private static final class Metered extends FilterReader {
        private int budget = LONGEST_PROPERTY;

        Metered(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            budget -= Math.max(0, n);
            if (budget < 0) {
                throw new Refusal(TableProblem.CARD_TOO_LONG, 0);
            }
            return n;
        }
    }
}
