package io.kedang.kernel.sql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a statement that reads customer data past the lock, and says why that is right. A house
/// test finds every statement that reads such a table without the slot `{visible:c}` and without
/// this.
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unscoped {
    String because();
}
