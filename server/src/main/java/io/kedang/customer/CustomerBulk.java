package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.customer.Alteration.Altered;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The door for many files at once, for imports: the same lock, seal, revisions and search as the
/// door for one, in a few statements a thousand files. It tells no page and enters nothing in the
/// audit; whoever calls it does both once for all.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CustomerBulk {
    private final CustomerBulkCreate creating;
    private final CustomerBulkChange changing;
    private final CustomerBulkAlter altering;
    private final CustomerBulkUndo undoing;
    private final CustomerBulkBin bin;

    CustomerBulk(
            CustomerBulkCreate creating,
            CustomerBulkChange changing,
            CustomerBulkAlter altering,
            CustomerBulkUndo undoing,
            CustomerBulkBin bin) {
        this.creating = creating;
        this.changing = changing;
        this.altering = altering;
        this.undoing = undoing;
        this.bin = bin;
    }

    /// @param values in their normal form; a name at least
    /// @param prepared of these values, where somebody had time for that before
    public record NewFile(
            CustomerId id,
            CustomerKind kind,
            Map<Field, ? extends @Nullable Object> values,
            @Nullable Prepared prepared) {
        public NewFile(
                CustomerId id, CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
            this(id, kind, values, null);
        }
    }

    /// What a new file is found and sorted by; good for one file.
    public static final class Prepared {
        final Derived derived;
        final SearchTerms found;
        final @Nullable Long mobile;

        Prepared(Derived derived, SearchTerms found, @Nullable Long mobile) {
            this.derived = derived;
            this.found = found;
            this.mobile = mobile;
        }
    }

    /// The part of [#create] that needs neither the base nor the current user, on any thread.
    @Transactional(propagation = Propagation.SUPPORTS)
    public Prepared prepare(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        return creating.prepare(kind, values);
    }

    /// @param fillOnly whether values go into empty fields only; else they replace what is there
    public record Wish(CustomerId id, Map<Field, Object> values, boolean fillOnly) {}

    /// Opens files: numbers them without a gap, seals what is sensitive, writes their first
    /// revisions. Holds the numbers of the year until the transaction ends.
    public void create(List<NewFile> wished, Origin origin) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (!wished.isEmpty()) {
            creating.create(user, wished, origin);
        }
    }

    /// Changes files, in the order of the wishes: of several for one file the later ones see what
    /// the earlier ones did.
    ///
    /// @param dry only to find out which would change
    /// @return the version each wish led to, by its place; nothing where it changes nothing, or
    /// where the current user may not change the file
    public Map<Integer, Integer> change(List<Wish> wishes, Origin origin, boolean dry) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        return wishes.isEmpty() ? Map.of() : changing.change(wishes, origin, dry);
    }

    /// Does one change to many files.
    ///
    /// @param dry only to find out what would become of them
    /// @return what became of each
    public List<Altered> alter(
            Collection<CustomerId> ids, Alteration alteration, Origin origin, boolean dry) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (alteration instanceof Alteration.Discarding) {
            user.need(Right.CUSTOMER_VOID);
        }
        return ids.isEmpty() ? List.of() : altering.alter(ids, alteration, origin, dry);
    }

    /// Gives changed files back what they had, also those that went to another owner meanwhile, by
    /// somebody who administers.
    ///
    /// @return what stays, with the fields concerned; a file that stays whole has none
    public List<Done.Conflict> undoGiving(Collection<Done> done, Origin origin) {
        CurrentUser.get().need(Right.ADMINISTER);
        return undoing.undo(done, origin, Action.ADMINISTER);
    }

    /// Takes files back from the recycle bin.
    ///
    /// @param done the versions by which they went there
    /// @return those that stay, because somebody moved them since
    public List<Done.Conflict> undoDiscarding(Collection<Done> done, Origin origin) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        user.need(Right.CUSTOMER_VOID);
        return bin.takeBack(done, origin);
    }

    /// Takes back what an import did, as far as nobody touched it since: created files go to the
    /// recycle bin, changed fields get back what they had.
    ///
    /// @param done everything that the import did to these files
    /// @return what stays, with the fields concerned; a created file that stays has none
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        return undoing.undo(done, origin, Action.EDIT);
    }
}
