/// The browsers in which somebody has signed in before: his own guesses count apart from those of
/// strangers, and he is told of a new one.
@NullMarked
package io.kedang.access.signin.device;

import org.jspecify.annotations.NullMarked;
