/// What somebody proves himself with besides his password: codes of an authenticator, and recovery
/// codes for the day he has lost it. What comes later (passkeys, providers) joins [Proof].
@NullMarked
package io.kedang.access.signin.factor;

import org.jspecify.annotations.NullMarked;
