package io.kedang.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An operation for people: no token opens it, whatever its rights. What a token could do to the
/// ways in (another token without its limits, a second factor less) would outlast its revocation.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InPerson {}
