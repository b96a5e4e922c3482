package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.UUID;
import java.util.stream.IntStream;

@KedangTest
class CustomerApiTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient ana;
    private final UUID id = NewId.next();

    /// Of its own for every test: a second file with the same one would be refused.
    private final String mobile =
            "138%04d8000"
                    .formatted(java.util.concurrent.ThreadLocalRandom.current().nextInt(10_000));

    @BeforeEach
    void anEmployee() {
        ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
    }

    @Test
    void onlyTheNameIsNeededToOpenAFile() {
        var created = ana.put("/customers/" + id, firm("重庆江岳新材料有限公司"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/fileNumber")).matches("KH-\\d{4}-\\d{5}");
        assertThat(created.text("/owner/name")).isEqualTo("ana");
        assertThat(created.text("/department/name")).isEqualTo("销售一部");
        assertThat(created.response().headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(ana.get("/customers/" + id).body()).isEqualTo(created.body());
    }

    @Test
    void aCreationSentTwiceOpensOneFile() {
        var first = ana.put("/customers/" + id, firm("甲公司"));
        var second = ana.put("/customers/" + id, firm("甲公司"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("/fileNumber")).isEqualTo(first.text("/fileNumber"));
        assertThat(ana.put("/customers/" + id, firm("乙公司")).code()).isEqualTo("customer.id-taken");
    }

    @Test
    void everyWrongFieldIsNamedAtOnceAndNothingIsStored() {
        var refused =
                ana.put(
                        "/customers/" + id,
                        """
                        {"kind":"ORGANISATION","name":" ","email":"nobody","colour":"red",
                         "sex":"MALE","employees":-1}
                        """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors"))
                .extracting(error -> error.get("field").asString())
                .containsExactlyInAnyOrder("name", "email", "colour", "sex", "employees");
        assertThat(ana.get("/customers/" + id).status()).isEqualTo(404);
    }

    @Test
    void aPersonalMobileIsMaskedForReadersAndSealedInTheDatabase() {
        ana.put(
                "/customers/" + id,
                """
                {"kind":"ORGANISATION","name":"乙公司","mobile":"１３８ %s-8000","phone":"023-88886666"}
                """
                        .formatted(mobile.substring(3, 7)));
        assertThat(ana.get("/customers/" + id).text("/mobile")).isEqualTo("138****8000");
        assertThat(
                        db.sql("select customer::text from customer where id = :id")
                                .param("id", id)
                                .query(String.class)
                                .single())
                .doesNotContain(mobile)
                .contains("88886666");
        assertThat(
                        db.sql("select changes::text from revision where customer_id = :id")
                                .param("id", id)
                                .query(String.class)
                                .single())
                .doesNotContain(mobile);
    }

    @Test
    void revealingAValueAnswersItAndIsARegisterEntry() {
        ana.put(
                "/customers/" + id,
                """
                {"kind":"ORGANISATION","name":"丙公司","mobile":"%s"}
                """
                        .formatted(mobile));
        var revealed =
                ana.post(
                        "/customers/" + id + "/reveal",
                        "{\"fields\":[\"mobile\"],\"reason\":\"回访\"}");
        assertThat(revealed.text("/values/mobile")).isEqualTo("+86" + mobile);
        assertThat(
                        db.sql(
                                        "select count(*) from audit_entry where action ="
                                            + " 'SENSITIVE_READ' and customer_id = :id and 'mobile'"
                                            + " = any(fields)")
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                .isOne();
    }

    @Test
    void aMaskThatComesBackIsRefusedInsteadOfDestroyingTheNumber() {
        ana.put(
                "/customers/" + id,
                """
                {"kind":"ORGANISATION","name":"丁公司","mobile":"%s"}
                """
                        .formatted(mobile));
        var refused = ana.patch("/customers/" + id, 1, "{\"mobile\":\"138****8000\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(ana.get("/customers/" + id).text("/mobile")).isEqualTo("138****8000");
    }

    @Test
    void aChangeAppendsARevisionWithWhatItWasBefore() {
        ana.put("/customers/" + id, firm("戊公司"));
        var changed =
                ana.patch(
                        "/customers/" + id, 1, "{\"name\":\"己公司\",\"address\":{\"city\":\"重庆市\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/version").asInt()).isEqualTo(2);
        var newest = ana.get("/customers/" + id + "/revisions").body().at("/items/0");
        assertThat(newest.at("/number").asInt()).isEqualTo(2);
        assertThat(newest.at("/by/name").asString()).isEqualTo("ana");
        assertThat(newest.at("/changes/0/before").asString()).isEqualTo("戊公司");
        assertThat(newest.at("/changes/0/after").asString()).isEqualTo("己公司");
        assertThat(ana.get("/customers/" + id + "/revisions/1").text("/name")).isEqualTo("戊公司");
    }

    @Test
    void whoeverSavesAnOldVersionGetsBothValuesOfEachField() {
        ana.put("/customers/" + id, firm("庚公司"));
        ana.patch("/customers/" + id, 1, "{\"name\":\"辛公司\",\"remarks\":\"甲\"}");
        var refused = ana.patch("/customers/" + id, 1, "{\"name\":\"壬公司\"}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("customer.version-stale");
        var conflict = refused.body().at("/conflicts/0");
        assertThat(conflict.at("/base").asString()).isEqualTo("庚公司");
        assertThat(conflict.at("/theirs").asString()).isEqualTo("辛公司");
        assertThat(conflict.at("/yours").asString()).isEqualTo("壬公司");
        assertThat(refused.body().at("/conflicts").size()).isOne();
    }

    @Test
    void aChangeWithoutAVersionIsRefused() {
        ana.put("/customers/" + id, firm("癸公司"));
        var refused =
                ana.send(
                        "PATCH",
                        "/customers/" + id,
                        "{\"name\":\"子公司\"}",
                        java.util.Map.of("Content-Type", "application/merge-patch+json"));
        assertThat(refused.status()).isEqualTo(428);
    }

    @Test
    void anEarlierVersionComesBackWithItsSealedValues() {
        ana.put(
                "/customers/" + id,
                """
                {"kind":"ORGANISATION","name":"寅公司","mobile":"%s"}
                """
                        .formatted(mobile));
        ana.patch("/customers/" + id, 1, "{\"name\":\"卯公司\",\"mobile\":null}");
        var restored =
                ana.send(
                        "POST",
                        "/customers/" + id + "/restore",
                        "{\"revision\":1}",
                        java.util.Map.of("Content-Type", "application/json", "If-Match", "\"2\""));
        assertThat(restored.text("/name")).isEqualTo("寅公司");
        assertThat(restored.text("/mobile")).isEqualTo("138****8000");
        assertThat(restored.body().at("/version").asInt()).isEqualTo(3);
    }

    @Test
    void fiftyParallelCreationsGetGaplessNumbers() throws Exception {
        var before = lastNumber();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var numbers =
                    IntStream.range(0, 50)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () ->
                                                            ana.put(
                                                                            "/customers/"
                                                                                    + NewId.next(),
                                                                            firm("并行" + n))
                                                                    .text("/fileNumber")))
                            .toList();
            var sorted = new java.util.TreeSet<Integer>();
            for (var number : numbers) {
                sorted.add(Integer.valueOf(number.get().substring(8)));
            }
            assertThat(sorted).hasSize(50);
            assertThat(sorted.first()).isEqualTo(before + 1);
            assertThat(sorted.last()).isEqualTo(before + 50);
        }
    }

    private int lastNumber() {
        return db.sql("select coalesce(max(last), 0) from file_number")
                .query(Integer.class)
                .single();
    }

    @Test
    void aFileOfSomebodyElseLooksLikeNoneOrSaysWhomToAsk() {
        ana.put("/customers/" + id, firm("重庆江岳新材料有限公司"));
        var ben = company.client(company.user("ben", "employee", "销售二部", Scope.OWN));
        var refused = ben.get("/customers/" + id);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("customer.announced");
        assertThat(refused.text("/department")).isEqualTo("销售一部");
        assertThat(refused.text("/detail")).contains("请联系销售一部申请查阅");
        assertThat(refused.body().toString()).doesNotContain("江岳新材料").doesNotContain("KH-");
        assertThat(ben.patch("/customers/" + id, 1, "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(ben.get("/customers/" + NewId.next()).status()).isEqualTo(404);
    }

    @Test
    void scopesReachTheDepartmentTheSubtreeAndEverything() {
        ana.put("/customers/" + id, firm("辰公司"));
        var colleague = company.client(company.user("cui", "service", "销售一部", Scope.DEPARTMENT));
        var other = company.client(company.user("dai", "service", "销售二部", Scope.DEPARTMENT));
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        var director = company.client(company.user("gao", "director", "客户服务部", Scope.ALL));
        assertThat(colleague.get("/customers/" + id).status()).isEqualTo(200);
        assertThat(other.get("/customers/" + id).status()).isEqualTo(403);
        assertThat(manager.get("/customers/" + id).status()).isEqualTo(200);
        assertThat(director.get("/customers/" + id).status()).isEqualTo(200);
    }

    @Test
    void classAIsForItsOwnerAndFromMarketingManagerUpwardsNotForAdministrators() {
        ana.put("/customers/" + id, firm("巳公司"));
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        var marketing =
                company.client(company.user("hao", "marketing-manager", "销售部", Scope.SUBTREE));
        var admin = company.client(company.administrator());
        assertThat(ana.get("/customers/" + id).status()).isEqualTo(200);
        assertThat(manager.get("/customers/" + id).status()).isEqualTo(403);
        assertThat(marketing.get("/customers/" + id).code()).isEqualTo("customer.reason-needed");
        consult(marketing, NewId.next());
        assertThat(marketing.get("/customers/" + id).status()).isEqualTo(200);
        assertThat(admin.get("/customers/" + id).code()).isEqualTo("customer.announced");
    }

    @Test
    void whoOpensAFileOfClassASaysWhatForOnceAndEveryLookIsRegistered() {
        ana.put("/customers/" + id, firm("巳公司"));
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
        var marketing =
                company.client(company.user("hao", "marketing-manager", "销售部", Scope.SUBTREE));
        var refused = marketing.get("/customers/" + id + "/open");
        assertThat(refused.code()).isEqualTo("customer.reason-needed");
        assertThat(refused.body().toString()).doesNotContain("fileNumber");
        assertThat(marketing.get("/customers/" + id + "/people").code())
                .isEqualTo("customer.reason-needed");
        assertThat(marketing.patch("/customers/" + id, 1, "{\"remarks\":\"x\"}").code())
                .isEqualTo("customer.reason-needed");
        assertThat(marketing.get("/customers/" + id + "/print/file-form.pdf").code())
                .isEqualTo("customer.reason-needed");

        var same =
                """
                {"kind":"ORGANISATION","name":"%s","owner":"%s","department":"%s","filedOn":"%s"}
                """
                        .formatted(
                                ana.get("/customers/" + id).text("/name"),
                                ana.get("/customers/" + id).text("/owner/id"),
                                ana.get("/customers/" + id).text("/department/id"),
                                ana.get("/customers/" + id).text("/filedOn"));
        assertThat(marketing.put("/customers/" + id, same).code())
                .isEqualTo("customer.reason-needed");

        var consultation = NewId.next();
        consult(marketing, consultation);
        consult(marketing, consultation);
        assertThat(marketing.get("/customers/" + id + "/open").status()).isEqualTo(200);
        assertThat(marketing.get("/customers/" + id + "/people").status()).isEqualTo(200);
        var admin = company.client(company.administrator());
        var looks = admin.get("/audit?action=CONSULTED&customer=" + id).body().at("/items");
        assertThat(looks.size()).isOne();
        assertThat(looks.at("/0/reason").asString()).isEqualTo("年度拜访前核对");
        assertThat(looks.at("/0/actor/name").asString()).isEqualTo("hao");

        db.sql("update consultation set ends_at = now() where customer_id = :id")
                .param("id", id)
                .update();
        assertThat(marketing.get("/customers/" + id).code()).isEqualTo("customer.reason-needed");
    }

    @Test
    void aPurposeOpensNothingThatIsNotOpenAnyway() {
        ana.put("/customers/" + id, firm("巳公司"));
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
        var admin = company.client(company.administrator());
        var path = "/customers/" + id + "/consultations/" + NewId.next();
        assertThat(admin.put(path, "{\"purpose\":\"看看\"}").code()).isEqualTo("customer.not-found");
        assertThat(admin.get("/customers/" + id).code()).isEqualTo("customer.announced");
        assertThat(ana.put(path, "{\"purpose\":\" \"}").status()).isEqualTo(422);
    }

    private void consult(TestClient client, UUID consultation) {
        var path = "/customers/" + id + "/consultations/" + consultation;
        assertThat(client.put(path, "{\"purpose\":\"年度拜访前核对\"}").status()).isEqualTo(204);
    }

    @Test
    void aFileInTheRecycleBinComesBackWhole() {
        ana.put("/customers/" + id, firm("午公司"));
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        assertThat(ana.post("/customers/" + id + "/void", "{\"reason\":\"重复\"}").status())
                .isEqualTo(403);
        assertThat(manager.post("/customers/" + id + "/void", "{\"reason\":\" \"}").status())
                .isEqualTo(422);
        var voided = manager.post("/customers/" + id + "/void", "{\"reason\":\"重复\"}");
        assertThat(voided.text("/voidReason")).isEqualTo("重复");
        assertThat(ana.patch("/customers/" + id, 2, "{\"name\":\"x\"}").code())
                .isEqualTo("customer.voided");
        var back = manager.post("/customers/" + id + "/unvoid", "");
        assertThat(back.text("/name")).isEqualTo("午公司");
        assertThat(back.body().has("voidedAt")).isFalse();
    }

    @Test
    void somebodyWhoIsNotSignedInGetsNothing() {
        assertThat(company.stranger().get("/customers/" + id).status()).isEqualTo(401);
        assertThat(company.stranger().put("/customers/" + id, firm("x")).status()).isIn(401, 403);
    }

    private static String firm(String name) {
        return "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(name);
    }
}
