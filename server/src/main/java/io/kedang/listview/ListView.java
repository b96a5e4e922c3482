package io.kedang.listview;

import io.kedang.access.CurrentUser;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.kernel.condition.Condition;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// A name for what the address of a list says.
///
/// @param department whose view it is, if it is a department's
/// @param locked whether only its owner and administrators change what it shows
record ListView(
        UUID id,
        UUID owner,
        String name,
        Visibility visibility,
        @Nullable UUID department,
        boolean locked,
        Definition definition,
        int version) {

    enum Visibility {
        PRIVATE,
        DEPARTMENT,
        EVERYONE
    }

    /// Only what works is offered; kanban and calendar get their names when they do.
    enum Kind {
        TABLE
    }

    enum Density {
        COMFORTABLE,
        COMPACT
    }

    /// @param width in CSS pixels; null for what the content takes
    record ViewColumn(@NotNull String key, @Nullable @Min(60) @Max(800) Integer width) {}

    /// Words of the search box are no part of it: they may be numbers that lie sealed elsewhere.
    ///
    /// @param columns null for those that lists show by themselves
    record Definition(
            Kind kind,
            @Nullable Condition filter,
            @Nullable String sort,
            @Nullable List<ViewColumn> columns,
            Density density) {

        List<String> keys() {
            return columns == null ? List.of() : columns.stream().map(ViewColumn::key).toList();
        }
    }

    /// Administrators see every shared view, so that those of people who left can be put in order.
    boolean isSeenBy(CurrentUser user) {
        return owner.equals(user.id())
                || switch (visibility) {
                    case PRIVATE -> false;
                    case DEPARTMENT ->
                            user.may(Right.ADMINISTER)
                                    || (department != null && department.equals(user.department()));
                    case EVERYONE -> true;
                };
    }

    /// Its name, for whom it is, whether it is locked, and its end.
    boolean isManagedBy(CurrentUser user) {
        return owner.equals(user.id())
                || (visibility != Visibility.PRIVATE && user.may(Right.ADMINISTER));
    }

    /// What it shows. A view for everyone that is open to changes is so to those who may share
    /// with everyone.
    boolean isChangedBy(CurrentUser user) {
        return isManagedBy(user)
                || (!locked
                        && isSeenBy(user)
                        && (visibility == Visibility.DEPARTMENT || sharesWithEveryone(user)));
    }

    /// Everybody's list gets one more entry by it: managers upwards, and administrators.
    static boolean sharesWithEveryone(CurrentUser user) {
        return user.may(Right.ADMINISTER) || user.rank().compareTo(Rank.MANAGER) >= 0;
    }
}
