package io.kedang.listview;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Names;
import io.kedang.access.Right;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerLists;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.listview.ListView.Definition;
import io.kedang.listview.ListView.Visibility;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// The door to saved views. Whoever shares one answers for its name, not for what others see by
/// it: that decides their own lock.
@Service
@Transactional
class ListViews {
    private static final int MOST = 200;

    private final ListViewStore store;
    private final CustomerLists lists;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final Audit audit;

    ListViews(
            ListViewStore store,
            CustomerLists lists,
            PolicyCompiler policies,
            Directory directory,
            Audit audit) {
        this.store = store;
        this.lists = lists;
        this.policies = policies;
        this.directory = directory;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<ListView> list() {
        var user = CurrentUser.get();
        return store.near(user.id()).stream().filter(view -> view.isSeenBy(user)).toList();
    }

    @Transactional(readOnly = true)
    ListView get(UUID id) {
        var user = CurrentUser.get();
        return store.find(id)
                .filter(view -> view.isSeenBy(user))
                .orElseThrow(() -> new Refusal(ListViewProblem.UNKNOWN));
    }

    /// Repeating the call with the same id is harmless.
    ListView create(ListView view) {
        var known = store.find(view.id());
        if (known.isPresent()) {
            return same(known.get(), view);
        }
        checkName(view.name());
        checkAudience(view);
        check(view.definition());
        if (store.count(view.owner()) >= MOST) {
            throw new Refusal(ListViewProblem.TOO_MANY, MOST);
        }
        if (!store.insert(view)) {
            throw new Refusal(ListViewProblem.NAME_TAKEN, view.name());
        }
        announce(view, null, view);
        return view;
    }

    private static ListView same(ListView known, ListView view) {
        boolean same =
                known.owner().equals(view.owner())
                        && known.name().equals(view.name())
                        && known.definition().equals(view.definition());
        if (!same) {
            throw new Refusal(ListViewProblem.ID_TAKEN);
        }
        return known;
    }

    /// @param wished with the version that the change is based on
    ListView change(ListView wished) {
        var user = CurrentUser.get();
        var known = get(wished.id());
        if (!known.isChangedBy(user)) {
            throw new Refusal(known.locked() ? ListViewProblem.LOCKED : ListViewProblem.NOT_YOURS);
        }
        boolean onlyShows =
                wished.name().equals(known.name())
                        && wished.visibility() == known.visibility()
                        && Objects.equals(wished.department(), known.department())
                        && wished.locked() == known.locked();
        if (!onlyShows && !known.isManagedBy(user)) {
            throw new Refusal(ListViewProblem.NOT_YOURS);
        }
        if (!onlyShows) {
            checkName(wished.name());
            checkAudience(wished);
        }
        if (!wished.definition().equals(known.definition())) {
            check(wished.definition());
        }
        switch (store.update(wished)) {
            case STALE -> throw new Refusal(ListViewProblem.VERSION_STALE);
            case NAME_TAKEN -> throw new Refusal(ListViewProblem.NAME_TAKEN, wished.name());
            case DONE -> announce(wished, known, wished);
        }
        return get(wished.id());
    }

    void remove(UUID id, int version) {
        var known = get(id);
        if (!known.isManagedBy(CurrentUser.get())) {
            throw new Refusal(ListViewProblem.NOT_YOURS);
        }
        if (!store.delete(id, version)) {
            throw new Refusal(ListViewProblem.VERSION_STALE);
        }
        announce(known, known, null);
    }

    @Transactional(readOnly = true)
    List<ListViewStore.Pin> pins() {
        return store.pins(CurrentUser.get().id());
    }

    /// @param opens the one with which his list opens, among the pinned ones
    void pin(List<UUID> views, @Nullable UUID opens) {
        if (opens != null && !views.contains(opens)) {
            throw new Refusal(ListViewProblem.OPENS_UNPINNED);
        }
        var distinct = views.stream().distinct().toList();
        distinct.forEach(this::get);
        store.pin(CurrentUser.get().id(), distinct, opens);
    }

    private static void checkName(String name) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", name, errors);
        Names.refuse(errors);
    }

    private void checkAudience(ListView view) {
        var user = CurrentUser.get();
        if (view.visibility() == Visibility.EVERYONE && !ListView.sharesWithEveryone(user)) {
            throw new Refusal(ListViewProblem.EVERYONE_REFUSED);
        }
        var department = view.department();
        if ((view.visibility() == Visibility.DEPARTMENT) != (department != null)) {
            throw new Refusal(ListViewProblem.DEPARTMENT_MISSING);
        }
        if (department != null) {
            directory.getDepartment(department);
            boolean own =
                    department.equals(user.department())
                            || user.departments().contains(department)
                            || user.may(Right.ADMINISTER);
            if (!own) {
                throw new Refusal(ListViewProblem.DEPARTMENT_REFUSED);
            }
        }
    }

    /// By what the current user may ask and show. Numbers of phones lie sealed in the files, and
    /// would lie here in clear.
    private void check(Definition definition) {
        if (new HashSet<>(definition.keys()).size() < definition.keys().size()) {
            throw new Refusal(ListViewProblem.COLUMN_TWICE);
        }
        lists.check(definition.filter(), definition.sort(), definition.keys());
        if (definition.filter() != null && policies.asksSecrets(definition.filter())) {
            throw new Refusal(ListViewProblem.ASKS_SECRETS);
        }
    }

    /// Views of one's own are one's own matter; what others see or saw is told.
    private void announce(ListView view, @Nullable ListView before, @Nullable ListView after) {
        if (!isShared(before) && !isShared(after)) {
            return;
        }
        var entry =
                AuditEntry.of(AuditAction.VIEW_CHANGED, "view", view.id())
                        .detail("name", view.name());
        if (before != null) {
            entry = entry.detail("visibilityBefore", before.visibility().name());
        }
        if (after != null) {
            entry = entry.detail("visibility", after.visibility().name());
        }
        audit.record(entry);
    }

    private static boolean isShared(@Nullable ListView view) {
        return view != null && view.visibility() != Visibility.PRIVATE;
    }
}
