package io.kedang.access.signin.outside;

import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The way of each kind.
@Component
class Ways {
    private final Map<Kind, Way> ways;

    Ways(List<Way> ways) {
        this.ways = ways.stream().collect(Collectors.toMap(Way::kind, Function.identity()));
    }

    Way of(Kind kind) {
        var way = ways.get(kind);
        if (way == null) {
            throw new IllegalStateException("nothing knows how to sign in by " + kind);
        }
        return way;
    }

    /// Refuses where people do not sign in that way.
    RedirectWay redirect(Connection connection) {
        if (of(connection.kind()) instanceof RedirectWay way) {
            return way;
        }
        throw new Refusal(OutsideProblem.CONNECTION_UNKNOWN);
    }

    /// Refuses where people do not sign in that way.
    PasswordWay password(Connection connection) {
        if (of(connection.kind()) instanceof PasswordWay way) {
            return way;
        }
        throw new Refusal(OutsideProblem.CONNECTION_UNKNOWN);
    }
}
