package io.kedang.suite;

import org.jspecify.annotations.Nullable;

/// One thing that taking over a company does, or says that it will not do.
///
/// @param externalId of the department or person at the suite
/// @param name as people know it
/// @param from what it was, where something changes
/// @param to what it becomes
record SyncStep(
        Act act, String externalId, String name, @Nullable String from, @Nullable String to) {
    enum Act {
        CREATE_DEPARTMENT(true),
        /// One of the same name is here already: it is the same from now on.
        LINK_DEPARTMENT(true),
        CHANGE_DEPARTMENT(true),
        CREATE_USER(true),
        /// A user of the same name is here already: he is the same from now on.
        LINK_USER(true),
        CHANGE_USER(true),
        DISABLE_USER(true),
        /// Gone at the suite; an administrator closes it here.
        DEPARTMENT_GONE(false),
        /// Disabled here and at work there: nobody gets in again by himself.
        STAYS_DISABLED(false),
        /// Somebody of this user name is here who is not linked by himself: he administers, is
        /// disabled, or belongs to another person there.
        NAME_TAKEN(false);

        private final boolean does;

        Act(boolean does) {
            this.does = does;
        }

        boolean does() {
            return does;
        }
    }
}
