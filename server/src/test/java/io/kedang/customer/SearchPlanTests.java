package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;
import io.kedang.kernel.sql.Fragment;
import io.kedang.sealing.PhoneTokens;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;

/// How a page of hits is read is a question of speed; which files it has is not.
@KedangTest
class SearchPlanTests {
    private static final int MANY = 1_000;

    @Autowired TestCompany company;
    @Autowired ListStore store;
    @Autowired PhoneTokens tokens;

    @Test
    void theSameFilesAreFoundByFetchingThemAndByWalkingDownTheList() {
        var ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        open(ana, "独木舟探险有限公司", "");
        open(ana, "甲公司", "喜欢独木舟");
        open(ana, "乙公司", "独木舟与舟木独");
        open(ana, "丙公司", "木舟独");
        var words = new SearchWords("独木舟", tokens, List.of("mobile"));
        for (boolean many : new boolean[] {true, false}) {
            assertThat(count(words.inName(many))).isEqualTo(1);
            assertThat(count(words.elsewhere(many))).isEqualTo(2);
        }
        assertThat(count(words.inNameAsRead())).isEqualTo(1);
        assertThat(store.isInMany(words.somewhere())).isFalse();
    }

    private static void open(TestClient client, String name, String remarks) {
        var body = "{\"kind\":\"ORGANISATION\",\"name\":\"%s\",\"remarks\":\"%s\"}";
        client.put("/customers/" + NewId.next(), body.formatted(name, remarks));
    }

    private int count(Fragment found) {
        return store.count(
                Fragment.TRUE, new ListStore.Narrowing(false, Fragment.TRUE, found), MANY);
    }
}
