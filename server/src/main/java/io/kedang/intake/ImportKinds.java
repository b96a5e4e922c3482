package io.kedang.intake;

import io.kedang.intake.kind.ImportKind;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.util.List;

/// The kinds of records that files can bring in, of this room and of those above.
@Component
class ImportKinds {
    private final List<ImportKind> kinds;

    ImportKinds(List<ImportKind> kinds) {
        this.kinds = kinds;
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
