package io.kedang.customer;

import io.kedang.kernel.sql.Reads;
import io.kedang.kernel.sql.Write;
import io.kedang.kernel.sql.Writes;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Map;

/// Keeps files found by what rooms above contribute to them.
@Component
public class SearchUpkeep {
    private final SearchIndex index;
    private final SearchStore store;
    private final CustomerStore customers;
    private final CustomerSeal seal;
    private final Reads reads;
    private final Writes writes;
    private final FileFields fields;

    SearchUpkeep(
            SearchIndex index,
            SearchStore store,
            CustomerStore customers,
            CustomerSeal seal,
            Reads reads,
            Writes writes,
            FileFields fields) {
        this.index = index;
        this.store = store;
        this.customers = customers;
        this.seal = seal;
        this.reads = reads;
        this.writes = writes;
        this.fields = fields;
    }

    /// Gathers anew what these files are found by, in the transaction of the change.
    public void rewrite(Collection<CustomerId> files) {
        store.hold(files);
        for (var id : files) {
            reads.ask(customers.findUnmasked(id)).ifPresent(file -> writes.send(entry(file)));
        }
    }

    private Write entry(Customer file) {
        return index.writing(
                file, seal.ofRecord().open(file.id().value(), file.content(), fields.values()));
    }

    /// Adds terms to many files at once; takes none away. Files whose rows are not written yet get
    /// theirs when they are.
    public void add(Map<CustomerId, SearchTerms> terms) {
        store.hold(terms.keySet());
        store.add(terms);
    }
}
