package io.kedang.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The right an operation of the API needs. Every operation has either this or [Open]; one without
/// is refused at run time and fails a house test. Without a value, being signed in is enough.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right[] value() default {};

    /// Also for somebody who is not quite in yet: his role asks for a second factor that he has not
    /// set up, or his password is still the one that another has given him.
    boolean beforeSecondFactor() default false;
}
