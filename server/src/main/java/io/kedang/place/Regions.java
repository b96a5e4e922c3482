package io.kedang.place;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The door to the administrative divisions, read from memory: a table that another node takes
/// over is noticed within some seconds, one of this node at once.
@Service
public class Regions {
    private static final long LOOK_AGAIN_AFTER_NANOS = 5_000_000_000L;

    private record Snapshot(int edition, long lookedAt, RegionIndex index) {}

    private final RegionStore store;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    Regions(RegionStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /// The division with this code that holds, or else the one that held last.
    public Optional<Region> find(String code) {
        return index().find(code);
    }

    public Optional<Region> find(String code, LocalDate day) {
        return index().find(code, day);
    }

    public Region get(String code) {
        return find(code).orElseThrow(() -> new Refusal(PlaceProblem.REGION_UNKNOWN, code));
    }

    /// What lies below `parent` on `day`, in the order of the codes; the provinces when it is null.
    public List<Region> children(@Nullable String parent, LocalDate day) {
        return index().children(parent, day);
    }

    public boolean hasChildren(String code, LocalDate day) {
        return index().hasChildren(code, day);
    }

    /// 四川省成都市武侯区, under the name that held last.
    public String fullName(String code) {
        return index().path(get(code)).stream().map(Region::name).collect(Collectors.joining());
    }

    /// Reads the three fields of an address as import has them. Kinds (省, 市) may be missing, a
    /// city may stand in the field of the district (浙江省 / 义乌市) and the other way round, names
    /// that ended are known. What no table has is in the rest.
    public Match match(String province, String city, String district) {
        return AddressText.match(index(), province, city, district);
    }

    /// Reads the divisions at the head of an address in one line; the street is in the rest.
    public Match split(String address) {
        return AddressText.split(index(), address);
    }

    public Optional<Edition> edition() {
        return store.newestEdition();
    }

    /// Takes over a newer table. Divisions that are not in it end on `day`; they stay known, so
    /// that old addresses keep their names. Refuses a table that is older than the one in use, and
    /// one that would end more than a tenth.
    ///
    /// @param csv code and name a line, in UTF-8 or GB18030
    /// @param day from which it is right
    @Transactional
    public TableCounts replace(byte[] csv, LocalDate day, String origin) {
        var table = RegionFile.read(csv, day);
        store.waitForTurn();
        var known = store.newestEdition();
        if (known.isPresent() && known.get().asOf().isAfter(day)) {
            throw new Refusal(PlaceProblem.TABLE_OLD, known.get().asOf().toString());
        }
        var inForce = store.inForce();
        var change = TableChange.between(inForce, table);
        var counts = change.counts();
        if (change.endsTooMany(inForce.size())) {
            throw new Refusal(PlaceProblem.TOO_MANY_END, counts.ended(), inForce.size());
        }
        take(change, day, new Edition(0, day, origin));
        audit.record(
                AuditEntry.of(AuditAction.SETTING_CHANGED, "region", null)
                        .detail("asOf", day)
                        .detail("added", counts.added())
                        .detail("renamed", counts.renamed())
                        .detail("ended", counts.ended()));
        return counts;
    }

    /// Takes over the table that ships with this version, unless one as new is there already.
    @Transactional
    public void seed() {
        if (hasShipped()) {
            return;
        }
        store.waitForTurn();
        if (!hasShipped()) {
            var inForce = store.inForce();
            var day = inForce.isEmpty() ? Region.BEGINNING : Edition.SHIPPED.asOf();
            var table = RegionFile.read(Edition.shippedTable(), day);
            take(TableChange.between(inForce, table), day, Edition.SHIPPED);
        }
    }

    private boolean hasShipped() {
        return store.newestEdition()
                .filter(known -> !known.asOf().isBefore(Edition.SHIPPED.asOf()))
                .isPresent();
    }

    private void take(TableChange change, LocalDate day, Edition edition) {
        store.end(change.ending(), day);
        store.begin(change.beginning(), day);
        store.add(edition, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        snapshot = null;
                    }
                });
    }

    private RegionIndex index() {
        var known = snapshot;
        long now = System.nanoTime();
        if (known != null && now - known.lookedAt() < LOOK_AGAIN_AFTER_NANOS) {
            return known.index();
        }
        int edition = store.newestEdition().map(Edition::id).orElse(0);
        var index =
                known != null && known.edition() == edition
                        ? known.index()
                        : new RegionIndex(store.list());
        snapshot = new Snapshot(edition, now, index);
        return index;
    }
}
