package io.kedang.trade;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.sql.Fragment;

import org.springframework.stereotype.Component;

/// Orders are read with the file that they belong to, by those whose role shows trade at all; to
/// the others it looks as if nothing had ever been bought.
@Component
class TradeLock {
    private final PolicyCompiler policies;

    TradeLock(PolicyCompiler policies) {
        this.policies = policies;
    }

    /// For the slot `{visible:c}`.
    Fragment visible() {
        return CurrentUser.get().may(Right.TRADE_READ)
                ? policies.visible(Action.READ)
                : Fragment.FALSE;
    }
}
