package io.kedang.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A dangerous operation: whoever is signed in must have shown within the last ten minutes that it
/// is still he. A program with a token is not asked: its token was made by somebody who was, and
/// carries the rights that he meant it to have.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirmed {}
