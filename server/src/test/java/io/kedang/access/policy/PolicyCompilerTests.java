package io.kedang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// How much the lock asks of each row; whom it opens files to is the matrix's.
@KedangTest
class PolicyCompilerTests {
    @Autowired TestCompany company;
    @Autowired PolicyCompiler policies;

    @Test
    void whatFindingAndReadingSayAlikeIsAskedOnce() {
        var user = company.user("lock-liu", "employee", "销售一部", Scope.DEPARTMENT);
        var asked = company.as(user, () -> policies.visible(Action.FIND)).sql();
        assertThat(asked).containsOnlyOnce("c.department = any").containsOnlyOnce("c.readers &&");
    }
}
