package io.kedang.operation;

import static io.kedang.access.Right.ADMINISTER;
import static io.kedang.access.Right.APPROVE;
import static io.kedang.access.Right.AUDIT_READ;
import static io.kedang.access.Right.CLASSIFY;
import static io.kedang.access.Right.CUSTOMER_EDIT;
import static io.kedang.access.Right.CUSTOMER_READ;
import static io.kedang.access.Right.CUSTOMER_REVEAL;
import static io.kedang.access.Right.CUSTOMER_VOID;
import static io.kedang.access.Right.EXPORT;
import static io.kedang.access.Right.IMPORT;
import static io.kedang.access.Right.PRINT;
import static io.kedang.access.Right.SHARE;
import static io.kedang.access.Right.TRADE_READ;

import io.kedang.access.ExportLimits;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Role;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The roles that a new installation offers. Administering is a right of its own and gives no rank:
/// who administers reads no more files of class A for it.
@Component
class ShippedRoles {
    static final String ADMINISTRATOR = "administrator";

    private static final Set<Right> DAILY =
            Set.of(CUSTOMER_READ, CUSTOMER_EDIT, TRADE_READ, CUSTOMER_REVEAL, PRINT, SHARE);
    private static final Set<Right> MANAGING = and(DAILY, CUSTOMER_VOID, EXPORT, IMPORT);

    private final MessageSource messages;

    ShippedRoles(MessageSource messages) {
        this.messages = messages;
    }

    List<Role> in(Locale language) {
        return List.of(
                role(language, ADMINISTRATOR, Rank.EMPLOYEE, Scope.ALL, Set.of(Right.values())),
                role(language, "employee", Rank.EMPLOYEE, Scope.OWN, DAILY),
                role(language, "service", Rank.EMPLOYEE, Scope.DEPARTMENT, and(DAILY, APPROVE)),
                role(
                        language,
                        "archivist",
                        Rank.EMPLOYEE,
                        Scope.ALL,
                        Set.of(CUSTOMER_READ, CUSTOMER_EDIT, CUSTOMER_VOID, PRINT, IMPORT)),
                role(language, "manager", Rank.MANAGER, Scope.SUBTREE, MANAGING),
                role(
                        language,
                        "marketing-manager",
                        Rank.MARKETING_MANAGER,
                        Scope.SUBTREE,
                        and(MANAGING, CLASSIFY, APPROVE)),
                role(
                        language,
                        "director",
                        Rank.DIRECTOR,
                        Scope.ALL,
                        and(MANAGING, CLASSIFY, APPROVE, AUDIT_READ)));
    }

    private static Set<Right> and(Set<Right> rights, Right... more) {
        var all = EnumSet.copyOf(rights);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    private Role role(Locale language, String code, Rank rank, Scope scope, Set<Right> rights) {
        return new Role(
                NewId.next(),
                code,
                messages.getMessage("access.role." + code, null, language),
                rank,
                scope,
                rights,
                false,
                code.equals(ADMINISTRATOR) ? ExportLimits.ofAdministrator() : ExportLimits.of(rank),
                1);
    }

    static boolean administers(Role role) {
        return role.rights().contains(ADMINISTER);
    }
}
