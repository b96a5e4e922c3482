package io.kedang.intake;

import io.kedang.access.CurrentUser;
import io.kedang.intake.kind.ImportKind;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;

/// The kinds of records that files can bring in, of this room and of those above.
@Component
class ImportKinds {
    private static final List<String> ORDER =
            List.of("CUSTOMERS", "PEOPLE", "ORDERS", "ORDER_LINES");

    private final List<ImportKind> kinds;

    ImportKinds(List<ImportKind> kinds) {
        this.kinds = kinds.stream().sorted(Comparator.comparing(ImportKinds::place)).toList();
    }

    private static int place(ImportKind kind) {
        int place = ORDER.indexOf(kind.code());
        return place < 0 ? ORDER.size() : place;
    }

    /// The usual one first.
    List<ImportKind> list() {
        return kinds;
    }

    /// Those that the user may bring in.
    List<ImportKind> listOf(CurrentUser user) {
        return kinds.stream().filter(kind -> user.rights().containsAll(kind.rights())).toList();
    }

    ImportKind get(String code) {
        return kinds.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(ImportProblem.KIND_UNKNOWN, code));
    }

    ImportKind usual() {
        return get("CUSTOMERS");
    }
}
