package io.kedang.sealing;

import java.util.List;

/// 盲索引密钥轮换: a new key under all tokens takes the place of the old one while the house works.
///
/// From [#begin] on tokens of both keys are looked up; once nobody is at work who does not do so,
/// the new one writes, and rows are made anew ([IndexedRows]). [#finish] destroys the old one. What
/// is done lies in the rows and the key folder, so that after a crash it goes on where it stopped.
public final class IndexRotation {
    private final BlindIndex index;
    private final List<IndexedRows> tables;
    private volatile boolean restored;

    public IndexRotation(BlindIndex index, List<IndexedRows> tables) {
        this.index = index;
        this.tables = tables;
    }

    /// @param version of the newest key
    /// @param unfinished whether rows may carry tokens of another one
    /// @param left how many do
    public record State(int version, boolean unfinished, long left) {}

    /// Of the newest key.
    public int version() {
        return index.newest();
    }

    public State state() {
        boolean unfinished = index.hasFormer() || restored;
        return new State(index.newest(), unfinished, unfinished ? left() : 0);
    }

    /// The tables in the order in which they have to be made anew.
    public List<IndexedRows> tables() {
        return tables;
    }

    /// Looks for rows whose key is gone: those of a database that was restored from before a
    /// rotation.
    ///
    /// @return how many there are
    public long look() {
        long left = left();
        restored = left > 0;
        return left;
    }

    /// Makes a new key, unless there are rows that wait for the newest one.
    public synchronized void begin() {
        if (!index.hasFormer() && !restored) {
            index.addKey();
        }
    }

    /// Goes on to writing with the newest key as soon as nobody is at work who would not find that.
    ///
    /// @return whether it writes alone
    public boolean settle() {
        return index.settle();
    }

    /// @return false while there are rows of another version
    public boolean finish() {
        if (!index.settle() || left() > 0) {
            return false;
        }
        if (index.hasFormer()) {
            index.dropFormer();
        }
        restored = false;
        return true;
    }

    private long left() {
        return tables.stream().mapToLong(table -> table.others(index.newest())).sum();
    }
}
