package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.Reach;
import io.kedang.access.policy.Reaches;
import io.kedang.kernel.NewId;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.text.GramCodes;
import io.kedang.sealing.PhoneTokens;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a page of hits is read is a question of speed; which files it has is not.
@KedangTest
class SearchPlanTests {
    private static final int MANY = 1_000;

    @Autowired TestCompany company;
    @Autowired ListStore store;
    @Autowired CustomerLists lists;
    @Autowired PhoneTokens tokens;
    @Autowired Reaches reaches;

    @Test
    void theSameFilesAreFoundByFetchingThemAndByWalkingDownTheList() {
        var ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        open(ana, "独木舟探险有限公司", "");
        open(ana, "甲公司", "喜欢独木舟");
        open(ana, "乙公司", "独木舟与舟木独");
        open(ana, "丙公司", "木舟独");
        var words = words("独木舟");
        for (boolean many : new boolean[] {true, false}) {
            assertThat(count(words.inName(many))).isEqualTo(1);
            assertThat(count(words.elsewhere(many))).isEqualTo(2);
        }
        assertThat(count(words.inNameAsRead())).isEqualTo(1);
        assertThat(count(words.anywhere())).isEqualTo(3);
        assertThat(store.isInMany(words.somewhere())).isFalse();
    }

    @Test
    void pagesOfHitsAreTheSameHoweverTheyAreRead() {
        var user = company.user("search-ben", "manager", "销售部", Scope.SUBTREE);
        var stranger = company.user("search-udo", "director", "客户服务部", Scope.ALL);
        var ben = company.client(user);
        var udo = company.client(stranger);
        for (int n = 0; n < 3; n++) {
            open(ben, "筏运水路%d公司".formatted(n), "");
            open(udo, "筏运水路外%d公司".formatted(n), "");
            open(ben, "某某%d公司".formatted(n), "走筏运");
        }
        share(udo, "筏运水路共享公司", user);
        var fetched = company.as(user, () -> pages(true));
        assertThat(fetched).hasSize(7).doesNotHaveDuplicates();
        assertThat(fetched.subList(0, 4)).allMatch(name -> name.matches("筏运水路[0-2共享]+公司"));
        assertThat(company.as(user, () -> pages(false))).isEqualTo(fetched);
        assertThat(company.as(user, () -> lists.count(searched(null), MANY))).isEqualTo(7);
        assertThat(company.as(stranger, () -> pages(true))).hasSize(10);
    }

    /// The names on all pages of two hits each.
    private List<String> pages(boolean few) {
        var among = reaches.of(Action.FIND).map(Reach::indexed).orElse(Fragment.TRUE);
        var words = new SearchWords("筏运", tokens, List.of("mobile"), among);
        var names = new ArrayList<String>();
        String after = null;
        do {
            var page = lists.page(searched(after), Action.FIND, words, few);
            page.items().forEach(customer -> names.add(customer.name()));
            after = page.next();
        } while (after != null);
        return names;
    }

    private static CustomerQuery searched(String after) {
        return new CustomerQuery("筏运", Condition.EVERYTHING, null, 2, after, false, List.of());
    }

    /// Whoever reaches few files is shown them by way of his departments; here that meets a file
    /// of his own elsewhere, one that was shared with him, one of class A that he may not see and
    /// one in the bin, and each order that is not the newest first walks down the list.
    @Test
    void theNewestFilesAreTheSameWhicheverWayTheyAreReached() {
        var manager = company.user("near-max", "manager", "销售部", Scope.SUBTREE);
        var colleague = company.user("near-eva", "employee", "销售一部", Scope.OWN);
        var stranger = company.user("near-udo", "director", "客户服务部", Scope.ALL);
        var eva = company.client(colleague);
        var udo = company.client(stranger);
        for (int n = 0; n < 4; n++) {
            open(eva, "近处%d公司".formatted(n), "");
            open(udo, "近处外%d公司".formatted(n), "");
        }
        open(company.client(manager), "近处经理公司", "");
        share(udo, "近处共享公司", manager);
        var near = company.as(manager, () -> files("-updatedAt"));
        assertThat(near.values()).contains("近处0公司", "近处经理公司", "近处共享公司").doesNotContain("近处外0公司");
        assertThat(company.as(manager, () -> files("-createdAt"))).isEqualTo(near);
        var newest = new ArrayList<>(company.as(stranger, () -> files("-updatedAt")).keySet());
        newest.retainAll(near.keySet());
        assertThat(newest).isEqualTo(List.copyOf(near.keySet()));
        assertThat(
                        company.as(
                                manager,
                                () -> lists.count(query("-updatedAt", null), Action.FIND, MANY)))
                .isEqualTo(near.size());
    }

    private static CustomerQuery query(String sort, String after) {
        return new CustomerQuery("", Condition.EVERYTHING, sort, 7, after, false, List.of());
    }

    /// The names on all pages by file, in the order of the pages.
    private Map<CustomerId, String> files(String sort) {
        var files = new LinkedHashMap<CustomerId, String>();
        String after = null;
        do {
            var page = lists.page(query(sort, after));
            for (var customer : page.items()) {
                assertThat(files.put(customer.id(), customer.name())).as("shown twice").isNull();
            }
            after = page.next();
        } while (after != null);
        return files;
    }

    @Test
    void wordsAreAsCommonAsTheRarestOfTheirGramsAndRarerTogether() {
        var counts =
                new CommonGrams.Counts(
                        100_000,
                        Map.of(
                                code("n公司"), 0.9,
                                code("n科技"), 0.1,
                                code("n技公"), 0.02,
                                code("nhk"), 0.5),
                        Map.of());
        var names = List.of(CustomerFields.NAMES);
        assertThat(words("公司").share(counts, names)).isEqualTo(0.9);
        assertThat(words("科技公司").share(counts, names)).isEqualTo(0.02);
        assertThat(words("公司 hk").share(counts, names)).isCloseTo(0.45, within(1e-9));
        assertThat(words("筏运公司").share(counts, names)).isZero();
        assertThat(words("筏运公司").areIndexed()).isTrue();
        assertThat(words("公司 x").areIndexed()).isFalse();
    }

    @Test
    void whoseFilesAreFewFetchesWordsThatOthersWalkTo() {
        var counts = new CommonGrams.Counts(1_000_000, Map.of(), Map.of(7, 0.02, 8, 0.005));
        assertThat(counts.filesOf(List.of(7, 8, -28))).isEqualTo(25_000);
        assertThat(counts.filesOf(List.of(9))).isZero();
        assertThat(ListStore.many(1_000_000, 1)).isCloseTo(3_162, within(1.0));
        assertThat(ListStore.many(25_000, 2)).isCloseTo(707, within(1.0));
    }

    private static Integer code(String gram) {
        return GramCodes.of(gram);
    }

    private SearchWords words(String typed) {
        return new SearchWords(typed, tokens, List.of("mobile"), Fragment.TRUE);
    }

    private static void share(TestClient client, String name, User with) {
        var file = NewId.next();
        client.put(
                "/customers/" + file,
                "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(name));
        client.put("/customers/" + file + "/shares/" + with.id(), "{\"mayEdit\":false}");
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
