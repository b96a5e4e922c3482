package io.kedang.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@KedangTest
class DisclosureTests {
    @Autowired TestCompany company;
    @Autowired Requests requests;
    @Autowired JdbcClient db;

    private final String token = "授权" + Long.toString(System.nanoTime(), 36);
    private final UUID file = NewId.next();
    private final String path = "/customers/" + file;

    private User owner;
    private User colleague;
    private TestClient owning;
    private TestClient helping;
    private TestClient serving;
    private TestClient managing;

    @BeforeEach
    void aFileOfTheFirstDepartment() {
        owner = company.user("disclosing", "employee", "销售一部", Scope.OWN);
        colleague = company.user("disclosed", "employee", "销售二部", Scope.OWN);
        owning = company.client(owner);
        helping = company.client(colleague);
        serving =
                company.client(
                        company.user("disclosure-service", "service", "客户服务部", Scope.DEPARTMENT));
        managing =
                company.client(
                        company.user("disclosure-mm", "marketing-manager", "销售部", Scope.SUBTREE));
        owning.put(path, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "有限公司\"}");
        owning.put(path + "/people/" + NewId.next(), "{\"name\":\"王小明\"}");
    }

    @Test
    void aSharedFileIsReadWithAllThatHangsOnItAndNothingElseIs() {
        var other = "/customers/" + NewId.next();
        owning.put(other, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "另一家\"}");
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");

        assertThat(share(colleague.id(), false).status()).isEqualTo(204);
        assertThat(helping.get(path).status()).isEqualTo(200);
        assertThat(helping.get(path + "/people").body().at("/items").size()).isOne();
        assertThat(found(helping)).isOne();
        assertThat(helping.get(other).code()).isEqualTo("customer.announced");
        assertThat(helping.patch(path, 1, "{\"remarks\":\"x\"}").code())
                .isEqualTo("access.right-missing");
        assertThat(helping.put(path + "/shares/" + owner.id(), "{\"mayEdit\":true}").code())
                .isEqualTo("access.right-missing");

        assertThat(owning.delete(path + "/shares/" + colleague.id()).status()).isEqualTo(204);
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
        assertThat(helping.get(path + "/people").code()).isEqualTo("customer.announced");
        assertThat(found(helping)).isZero();
    }

    @Test
    void whatIsReadForSeveralReasonsIsCountedAndListedOnce() {
        var boss = company.user("disclosed-boss", "manager", "销售二部", Scope.DEPARTMENT);
        var ruling = company.client(boss);
        var own = "/customers/" + NewId.next();
        var housed = "/customers/" + NewId.next();
        ruling.put(own, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "自己的\"}");
        helping.put(housed, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "部门的\"}");
        helping.put(housed + "/shares/" + boss.id(), "{\"mayEdit\":true}");
        share(boss.id(), false);
        share(company.department("销售二部"), false);
        assertThat(counted(ruling)).isEqualTo(3);
        assertThat(counted(helping)).isEqualTo(2);
        assertThat(counted(owning)).isOne();
    }

    @Test
    void whoMayEditKeepsTheFileWhenItChangesAndWhenItsOwnerDoes() {
        share(colleague.id(), true);
        assertThat(helping.patch(path, 1, "{\"remarks\":\"由同事补充\"}").status()).isEqualTo(200);
        assertThat(owning.get(path).text("/remarks")).isEqualTo("由同事补充");
        assertThat(helping.patch(path, 2, "{\"name\":\"" + token + "股份公司\"}").status())
                .isEqualTo(200);

        var next = company.user("disclosing-next", "employee", "销售一部", Scope.OWN);
        assertThat(managing.patch(path, 3, "{\"owner\":\"" + next.id() + "\"}").status())
                .isEqualTo(200);
        assertThat(owning.get(path).code()).isEqualTo("customer.announced");
        assertThat(helping.get(path).status()).isEqualTo(200);
        assertThat(found(helping)).isOne();
    }

    @Test
    void sharingAgainChangesWhatItIsFor() {
        share(colleague.id(), true);
        share(colleague.id(), false);
        assertThat(helping.patch(path, 1, "{\"remarks\":\"x\"}").status()).isEqualTo(403);
        var shares = owning.get(path + "/disclosure").body().at("/shares");
        assertThat(shares.size()).isOne();
        assertThat(shares.at("/0/mayEdit").asBoolean()).isFalse();
        assertThat(shares.at("/0/name").asString()).isEqualTo(colleague.displayName());
    }

    @Test
    void aDepartmentReadsAsAWhole() {
        share(company.department("销售二部"), false);
        assertThat(helping.get(path).status()).isEqualTo(200);
        assertThat(serving.get(path).code()).isEqualTo("customer.announced");
        owning.delete(path + "/shares/" + company.department("销售二部"));
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
    }

    @Test
    void aFileOfClassAStaysShutToThoseWhoOnlyHelp() {
        share(colleague.id(), true);
        classify("A");
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
        assertThat(found(helping)).isZero();
        assertThat(owning.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000001", "owner"})
    void whoCanNotBeGivenAFileIsNot(String grantee) {
        var id = grantee.equals("owner") ? owner.id() : UUID.fromString(grantee);
        assertThat(share(id, false).code())
                .isIn("disclosure.grantee-unknown", "disclosure.grantee-owns");
        assertThat(owning.get(path + "/disclosure").body().at("/shares").size()).isZero();
    }

    @Test
    void anApprovedRequestOpensTheFileForReadingUntilItIsEnded() {
        var id = ask(helping, 24);
        assertThat(listed(helping, "MINE", id).at("/state").asString()).isEqualTo("PENDING");
        assertThat(listed(helping, "MINE", id).at("/name").asString()).doesNotContain(token);
        assertThat(listed(serving, "TO_DECIDE", id).at("/purpose").asString()).isEqualTo("处理售后投诉");
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");

        assertThat(approve(serving, id).status()).isEqualTo(204);
        assertThat(helping.get(path).status()).isEqualTo(200);
        assertThat(helping.get(path + "/open").status()).isEqualTo(200);
        assertThat(found(helping)).isOne();
        assertThat(helping.patch(path, 1, "{\"remarks\":\"x\"}").status()).isEqualTo(403);
        assertThat(owning.get(path + "/disclosure").text("/grants/0/purpose")).isEqualTo("处理售后投诉");
        assertThat(listed(helping, "MINE", id).at("/endsAt").isNull()).isFalse();

        assertThat(owning.post("/access-requests/" + id + "/end", "{}").status()).isEqualTo(204);
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
        assertThat(found(helping)).isZero();
        assertThat(listed(helping, "MINE", id).at("/state").asString()).isEqualTo("ENDED");
    }

    @Test
    void aRequestForAFileThatWentIntoTheBinOpensNothing() {
        var id = ask(helping, 24);
        assertThat(managing.post(path + "/void", "{\"reason\":\"重复\"}").status()).isEqualTo(200);
        assertThat(approve(serving, id).code()).isEqualTo("customer.voided");
        assertThat(listed(helping, "MINE", id).at("/state").asString()).isNotEqualTo("APPROVED");
        assertThat(managing.post(path + "/unvoid", "").status()).isEqualTo(200);
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
        assertThat(approve(serving, id).status()).isEqualTo(204);
        assertThat(helping.get(path).status()).isEqualTo(200);
    }

    @Test
    void anApprovalWhoseNumberStandsForAnotherPurposeIsRefused() {
        var id = NewId.next();
        var own = "/customers/" + NewId.next();
        helping.put(own, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "自有\"}");
        assertThat(helping.put(own + "/consultations/" + id, "{\"purpose\":\"自用\"}").status())
                .isEqualTo(204);
        assertThat(wish(helping, id, 24).status()).isEqualTo(204);
        assertThat(approve(serving, id).code()).isEqualTo("customer.consultation-id-taken");
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
    }

    @Test
    void whenTheTimeIsOverTheFileIsShutAndItsNumberIsPutAway() {
        var id = ask(helping, 1);
        approve(serving, id);
        db.sql(
                        "update access_grant g set ends_at = now() - interval '1 second' from"
                            + " access_request r where r.id = :id and g.number = r.grant_number")
                .param("id", id)
                .update();
        db.sql(
                        "update access_request set ends_at = now() - interval '1 second' where id ="
                                + " :id")
                .param("id", id)
                .update();
        db.sql("update access_epoch set epoch = epoch + 1").update();
        company.user("disclosure-" + token, "employee", "销售一部", Scope.OWN);
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
        assertThat(listed(helping, "MINE", id).at("/state").asString()).isEqualTo("EXPIRED");

        while (requests.putAway() > 0) {
            assertThat(id).isNotNull();
        }
        assertThat(
                        db.sql("select 0 > any (readers) from customer where id = :id")
                                .param("id", file)
                                .query(Boolean.class)
                                .single())
                .isFalse();
        assertThat(listed(helping, "MINE", id).at("/state").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void nobodyDecidesOnHisOwnRequestNorWithoutTheRight() {
        var id = ask(serving, 24);
        assertThat(approve(serving, id).code()).isEqualTo("disclosure.own-request");
        assertThat(approve(helping, id).code()).isEqualTo("access.right-missing");
        assertThat(serving.get(path).code()).isEqualTo("customer.announced");
    }

    @Test
    void ofTwentyWhoApproveAtOnceOneDoes() throws Exception {
        var id = ask(helping, 24);
        Callable<Integer> approving = () -> approve(serving, id).status();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers =
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> approving).toList());
            int opened = 0;
            for (var answer : answers) {
                assertThat(answer.get()).isIn(204, 409);
                opened += answer.get() == 204 ? 1 : 0;
            }
            assertThat(opened).isOne();
        }
        assertThat(
                        db.sql(
                                        "select count(*) from access_grant where user_id = :user"
                                                + " and number = (select grant_number from"
                                                + " access_request where id = :id)")
                                .param("user", colleague.id())
                                .param("id", id)
                                .query(Long.class)
                                .single())
                .isOne();
    }

    @Test
    void aFileOfClassAIsOpenedByThoseOfRankAlone() {
        classify("A");
        var id = ask(helping, 24);
        assertThat(approve(serving, id).code()).isEqualTo("disclosure.request-unknown");
        assertThat(approve(managing, id).status()).isEqualTo(204);
        assertThat(helping.get(path).status()).isEqualTo(200);
    }

    @Test
    void aStrangerAsksForWhatTheCheckForDuplicatesTellsHimOf() {
        var id = NewId.next();
        var body =
                """
                {"likeness":{"typed":{"kind":"ORGANISATION","name":"%s有限公司"},"place":0},
                 "purpose":"避免撞单","hours":24}
                """;
        assertThat(helping.put("/access-requests/" + id, body.formatted(token)).status())
                .isEqualTo(204);
        assertThat(listed(serving, "TO_DECIDE", id).at("/customer").asString())
                .isEqualTo(file.toString());
        assertThat(
                        helping.put(
                                        "/access-requests/" + NewId.next(),
                                        body.formatted("没有这家" + token))
                                .code())
                .isEqualTo("disclosure.customer-missing");
    }

    @Test
    void askingTwiceMakesOneRequestAndTakingItBackMakesRoomForAnother() {
        var id = ask(helping, 24);
        assertThat(wish(helping, id, 24).status()).isEqualTo(204);
        assertThat(wish(helping, NewId.next(), 24).code()).isEqualTo("disclosure.request-pending");
        assertThat(helping.post("/access-requests/" + id + "/withdraw", "{}").status())
                .isEqualTo(204);
        assertThat(approve(serving, id).code()).isEqualTo("disclosure.request-decided");
        assertThat(wish(helping, NewId.next(), 24).status()).isEqualTo(204);
    }

    @Test
    void aRefusalSaysWhyAndOpensNothing() {
        var id = ask(helping, 24);
        assertThat(
                        serving.post(
                                        "/access-requests/" + id + "/refuse",
                                        "{\"answer\":\"请找客服代办\"}")
                                .status())
                .isEqualTo(204);
        var mine = listed(helping, "MINE", id);
        assertThat(mine.at("/state").asString()).isEqualTo("REFUSED");
        assertThat(mine.at("/answer").asString()).isEqualTo("请找客服代办");
        assertThat(helping.get(path).code()).isEqualTo("customer.announced");
    }

    @ParameterizedTest
    @CsvSource({"0", "2161", "-5"})
    void aTimeThatIsNoneIsRefused(int hours) {
        assertThat(wish(helping, NewId.next(), hours).status()).isEqualTo(422);
    }

    @Test
    void whoMayReadHasNothingToAskForAndWhatIsNotThereIsNotFound() {
        assertThat(wish(owning, NewId.next(), 24).code()).isEqualTo("disclosure.readable-already");
        var nowhere = "{\"customer\":\"%s\",\"purpose\":\"x\",\"hours\":1}".formatted(NewId.next());
        assertThat(helping.put("/access-requests/" + NewId.next(), nowhere).code())
                .isEqualTo("customer.not-found");
    }

    @Test
    void theRegisterTellsWhoAskedForWhatAndWhoOpenedIt() {
        var id = ask(helping, 24);
        approve(serving, id);
        var admin = company.client(company.administrator());
        var asked = admin.get("/audit?action=ACCESS_REQUESTED&customer=" + file);
        assertThat(asked.text("/items/0/reason")).isEqualTo("处理售后投诉");
        assertThat(asked.text("/items/0/actor/name")).isEqualTo(colleague.displayName());
        var approved = admin.get("/audit?action=ACCESS_APPROVED&customer=" + file);
        assertThat(approved.body().at("/items").size()).isOne();
        assertThat(approved.body().at("/items/0/facts").toString())
                .contains(colleague.displayName(), "24");
    }

    private void classify(String grade) {
        db.sql("update customer set grade = :grade where id = :id")
                .param("grade", grade)
                .param("id", file)
                .update();
    }

    private TestClient.Answer share(UUID grantee, boolean mayEdit) {
        return owning.put(path + "/shares/" + grantee, "{\"mayEdit\":" + mayEdit + "}");
    }

    private UUID ask(TestClient client, int hours) {
        var id = NewId.next();
        assertThat(wish(client, id, hours).status()).isEqualTo(204);
        return id;
    }

    private TestClient.Answer wish(TestClient client, UUID id, int hours) {
        return client.put(
                "/access-requests/" + id,
                "{\"customer\":\"%s\",\"purpose\":\"处理售后投诉\",\"hours\":%d}".formatted(file, hours));
    }

    private static TestClient.Answer approve(TestClient client, UUID id) {
        return client.post("/access-requests/" + id + "/approve", "{\"hours\":24}");
    }

    private static tools.jackson.databind.JsonNode listed(
            TestClient client, String which, UUID id) {
        var page = client.get("/access-requests?size=200&which=" + which).body();
        for (var item : page.at("/items")) {
            if (item.at("/id").asString().equals(id.toString())) {
                return item;
            }
        }
        throw new AssertionError(id + " is not among " + page);
    }

    private int found(TestClient client) {
        return client.get("/customers?q=" + encoded(token)).body().at("/items").size();
    }

    /// By a condition, not by words: those are looked up in the index of the search.
    private int counted(TestClient client) {
        var filter = "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"" + token + "\"}";
        var page = client.get("/customers?count=exact&filter=" + encoded(filter)).body();
        assertThat(page.at("/items").size()).isEqualTo(page.at("/count").asInt());
        return page.at("/count").asInt();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
