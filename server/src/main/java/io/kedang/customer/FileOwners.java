package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// The door for giving many files from one owner to another, by somebody who administers and need
/// not read them. Each gets a revision; files in the recycle bin stay where they are.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class FileOwners {
    private final FileOwnerStore store;
    private final CustomerBulkChange changing;
    private final PolicyCompiler policies;

    FileOwners(FileOwnerStore store, CustomerBulkChange changing, PolicyCompiler policies) {
        this.store = store;
        this.changing = changing;
        this.policies = policies;
    }

    /// @param department in which the file was before
    public record Given(CustomerId file, @Nullable UUID department) {}

    /// How many files somebody owns, by class; under an empty text those without one.
    public Map<String, Long> count(UUID owner) {
        CurrentUser.get().need(Right.ADMINISTER);
        return store.count(owner, policies.visible(Action.ADMINISTER));
    }

    /// Gives some of his files to another owner and his department; those given before are no
    /// longer his, so that repeating this ends with nothing.
    public List<Given> give(UUID from, User to, Origin origin, int most) {
        CurrentUser.get().need(Right.ADMINISTER);
        var ids = store.some(from, most, policies.visible(Action.ADMINISTER));
        var work = changing.begin(ids, origin, Action.ADMINISTER);
        var given = new ArrayList<Given>();
        for (var id : ids) {
            var file = work.find(id);
            if (file != null
                    && from.equals(file.clear("owner"))
                    && work.apply(file, wanted(to.id(), departmentOf(to, file)))) {
                given.add(new Given(id, (UUID) file.clear("department")));
            }
        }
        work.write();
        return given;
    }

    private static @Nullable UUID departmentOf(User to, Customer file) {
        return to.departmentId() == null ? (UUID) file.clear("department") : to.departmentId();
    }

    /// Gives back those that are still with whom they were given to.
    ///
    /// @return how many
    public int takeBack(List<Given> given, UUID holder, UUID owner, Origin origin) {
        CurrentUser.get().need(Right.ADMINISTER);
        var ids = given.stream().map(Given::file).collect(Collectors.toSet());
        var work = changing.begin(ids, origin, Action.ADMINISTER);
        int back = 0;
        for (var each : given) {
            var file = work.find(each.file());
            if (file != null
                    && holder.equals(file.clear("owner"))
                    && work.apply(file, wanted(owner, each.department()))) {
                back++;
            }
        }
        work.write();
        return back;
    }

    private static Map<Field, @Nullable Object> wanted(UUID owner, @Nullable UUID department) {
        var wanted = new HashMap<Field, @Nullable Object>();
        wanted.put(CustomerFields.get("owner"), owner);
        wanted.put(CustomerFields.get("department"), department);
        return wanted;
    }
}
