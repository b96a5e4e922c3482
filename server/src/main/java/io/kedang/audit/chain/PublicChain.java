package io.kedang.audit.chain;

import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Links what was sealed to the public chain.
@Service
public class PublicChain {
    private static final int SEALS_AT_ONCE = 100;

    private final ChainStore store;

    public PublicChain(ChainStore store) {
        this.store = store;
    }

    /// Links every seal that is not linked yet, in their order; for who has the lock of the sealer.
    ///
    /// @return the last link
    public ChainLink extend() {
        var head = store.head();
        List<ChainLink.Sealed> page;
        do {
            page = store.seals(head.number(), SEALS_AT_ONCE);
            for (var seal : page) {
                head = head.next(seal, leaves(seal));
                store.insert(head);
            }
        } while (page.size() == SEALS_AT_ONCE);
        return head;
    }

    public ChainLink head() {
        return store.head();
    }

    private List<byte[]> leaves(ChainLink.Sealed seal) {
        var entries = store.entries(seal.entries(), seal.firstAt(), seal.lastAt());
        return leaves(seal.entries(), entries);
    }

    /// In the order of the seal. One that is gone before it was linked leaves its hash empty: the
    /// verification names it.
    private static List<byte[]> leaves(List<Long> ids, Map<Long, EntryRow> entries) {
        var leaves = new ArrayList<byte[]>(ids.size());
        for (long id : ids) {
            var entry = entries.get(id);
            leaves.add(entry == null ? new byte[0] : entry.leaf());
        }
        return leaves;
    }
}
