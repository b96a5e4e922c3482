/// Passkeys: keys in a telephone, a computer or a stick that sign for their owner (WebAuthn).
@NullMarked
package io.kedang.access.signin.passkey;

import org.jspecify.annotations.NullMarked;
