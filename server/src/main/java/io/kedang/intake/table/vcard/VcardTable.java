package io.kedang.intake.table.vcard;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.text.TextTable;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Business cards as rows, the first of which is the heading. The file is gone through once for the
/// columns and once for the rows, so that a million cards need no more memory than one.
///
/// A column that a card has more than once is numbered from its second value: EMAIL, EMAIL.2.
public final class VcardTable implements RowSource {
    /// Columns come in this order, all others behind them as they are met.
    private static final List<String> ORDER =
            List.of("FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "URL");

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final CardReader cards;
    private boolean headed;

    private VcardTable(List<String> names, CardReader cards) {
        for (var name : names) {
            columns.put(name, columns.size());
        }
        this.cards = cards;
    }

    /// @param encoding name of a character set, null to find it out
    public static VcardTable open(TableFile file, @Nullable String encoding) throws IOException {
        var charset = TextTable.encoding(file, encoding);
        List<String> names;
        try (var cards = new CardReader(TextTable.reader(file, charset))) {
            names = names(cards);
        }
        return new VcardTable(names, new CardReader(TextTable.reader(file, charset)));
    }

    private static List<String> names(CardReader cards) throws IOException {
        var most = new LinkedHashMap<String, Integer>();
        for (var card = cards.next(); card != null; card = cards.next()) {
            var counts = new HashMap<String, Integer>();
            for (var value : card.values()) {
                int count = counts.merge(value.column(), 1, Integer::sum);
                most.merge(value.column(), count, Math::max);
            }
            if (most.values().stream().mapToInt(Integer::intValue).sum() > Limits.COLUMNS) {
                throw new Refusal(TableProblem.TOO_MANY_COLUMNS, card.line(), Limits.COLUMNS);
            }
        }
        var bases = new ArrayList<>(most.keySet());
        bases.sort(Comparator.comparingInt(VcardTable::place));
        var names = new ArrayList<String>();
        for (var base : bases) {
            for (int number = 1; number <= most.getOrDefault(base, 0); number++) {
                names.add(numbered(base, number));
            }
        }
        return names;
    }

    private static int place(String column) {
        int dot = column.indexOf('.');
        int place = ORDER.indexOf(dot < 0 ? column : column.substring(0, dot));
        return place < 0 ? ORDER.size() : place;
    }

    private static String numbered(String base, int number) {
        return number == 1 ? base : base + "." + number;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        if (!headed) {
            headed = true;
            return RawRow.of(1, List.copyOf(columns.keySet()));
        }
        var card = cards.next();
        if (card == null) {
            return null;
        }
        var cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        var counts = new HashMap<String, Integer>();
        for (var value : card.values()) {
            int number = counts.merge(value.column(), 1, Integer::sum);
            var column = columns.get(numbered(value.column(), number));
            if (column != null) {
                cells.set(column, value.value());
            }
        }
        return RawRow.of(card.line(), cells, card.flaws());
    }

    @Override
    public void close() throws IOException {
        cards.close();
    }
}
