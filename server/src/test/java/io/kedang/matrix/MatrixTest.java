package io.kedang.matrix;

import io.kedang.KedangTest;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A test in the [World] of the matrix: a company of its own, which no other test reads or changes.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@KedangTest
@TestPropertySource(properties = "spring.application.name=matrix")
@Import({Staff.class, World.class})
@interface MatrixTest {}
