/// 密封 sealing：data keys per person, sealed fields, keyed tokens for search. Keys lie in files
/// outside the database, so that no dump, replica or backup of the database alone can be read, and
/// so that erasing a key erases what it sealed everywhere at once.
@ApplicationModule(
        displayName = "密封 sealing",
        allowedDependencies = {"kernel"})
@NullMarked
package io.kedang.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
