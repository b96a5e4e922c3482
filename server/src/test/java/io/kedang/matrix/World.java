package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.customer.FileFields;
import io.kedang.kernel.NewId;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A company whose files differ by class and home. Made once a run, over the API, by a director who
/// may read everything.
@TestComponent
@Lazy
class World {
    private final TestCompany company;
    private final Staff staff;
    private final Directory directory;
    private final FileFields fields;
    private final JdbcClient db;
    private final Rules rules = new Rules();
    private final Requests requests;
    private final Matrix matrix = Matrix.read();
    private final Canaries canaries = new Canaries();
    private final List<GuardedFile> files = new ArrayList<>();

    /// Records beside the files that requests name, by kind; [FileMaker] adds those of a file.
    private final Map<String, String> words = new HashMap<>();

    World(TestCompany company, Staff staff, Directory directory, FileFields fields, JdbcClient db) {
        this.company = company;
        this.staff = staff;
        this.directory = directory;
        this.fields = fields;
        this.db = db;
        requests = new Requests(company.stranger().get("/openapi.json").body(), this);
        addCustomFields();
        openFiles();
        addRecordsBesideTheFiles();
    }

    // -- files ---------------------------------------------------------------------------------

    /// What an administrator adds is guarded like what is built in: in clear and searched, sealed,
    /// numbers, and in a section whose class policies may close.
    private void addCustomFields() {
        addCustomField("guardedWord", "TEXT", "file", true, false);
        addCustomField("guardedNote", "LONG_TEXT", "standing", false, false);
        addCustomField("guardedSecret", "TEXT", "contact", false, true);
        addCustomField("guardedPhone", "PHONE", "contact", false, false);
        addCustomField("guardedDay", "DATE", "business", false, true);
    }

    private void addCustomField(
            String name, String type, String section, boolean searched, boolean sensitive) {
        var body =
                """
                {"type":"%s","section":"%s","label":{"zh":"%s"},"required":false,"listed":false,
                 "searched":%s,"sensitive":%s,"position":1,"retired":false}
                """
                        .formatted(type, section, name, searched, sensitive);
        var made = administrator().send(Http.Request.put("/fields/custom/" + name, body));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    /// All that a file may have.
    List<Field> fields() {
        return fields.all();
    }

    private void openFiles() {
        var maker = new FileMaker(mender(), canaries, directory, fields());
        for (char grade : new char[] {'A', 'B', 'C'}) {
            open(maker, grade, "own", "employee", "销售一部");
            open(maker, grade, "colleague's", "colleague", "销售一部");
            open(maker, grade, "sibling's", "marketing manager of a department", "销售二部");
            open(maker, grade, "parent's", "manager", "销售部");
            open(maker, grade, "other department's", "service", "客户服务部");
            open(maker, grade, "nobody's", null, "销售二部");
            open(maker, grade, "own elsewhere", "employee", "客户服务部");
        }
        open(maker, 'A', "archivist's", "archivist", "客户服务部");
        open(maker, 'A', "administrator's", "administrator", "客户服务部");
        discard(maker, 'A', "own", "employee", "销售一部");
        discard(maker, 'B', "own", "employee", "销售一部");
        discard(maker, 'C', "other department's", "service", "客户服务部");
    }

    private void open(
            FileMaker maker, char grade, String home, @Nullable String owner, String department) {
        var file = maker.open(grade + " " + home, grade, person(owner), department, false);
        complete(file);
    }

    private void discard(
            FileMaker maker, char grade, String home, @Nullable String owner, String department) {
        var key = grade + " " + home + " in the bin";
        complete(maker.open(key, grade, person(owner), department, true));
    }

    /// With what the matrix itself sends about every file.
    private void complete(GuardedFile file) {
        letAllSayWhatFor(file);
        mend("PUT /customers/{id}/grade", file);
        mend("PUT /orders/{id}", file);
        mend("PUT /customers/{customer}/visits/{visit}", file);
        if (file.voided()) {
            mend("POST /customers/{id}/void", file);
        }
        files.add(file);
    }

    /// Everybody has said what he opens the file for, as a policy asks of files of class A; that it
    /// is asked, `CustomerApiTests` shows.
    private void letAllSayWhatFor(GuardedFile file) {
        db.sql(
                        """
                        insert into consultation (id, customer_id, user_id, purpose, began_at, ends_at)
                        select gen_random_uuid(), :file, u.id, 'matrix', now(), now() + interval '1 day'
                          from app_user u
                        """)
                .param("file", UUID.fromString(file.words().get("customer")))
                .update();
    }

    /// Does this as the director, who reads and changes every file.
    void mend(String call, GuardedFile file) {
        var request = requests.of(matrix.entry(call), file.words());
        var answer = mender().send(request);
        assertThat(answer.succeeded()).as(request + " -> " + answer).isTrue();
    }

    private @Nullable UUID person(@Nullable String name) {
        return name == null ? null : staff.get(name).id();
    }

    private void addRecordsBesideTheFiles() {
        words.put("user", staff.user("spare", "employee", "客户服务部", null).id().toString());
        words.put("department", company.department("客户服务部").toString());
        words.put("role", directory.findRole("employee").orElseThrow().id().toString());
        words.put("session", NewId.next().toString());
        words.put("token", NewId.next().toString());
        words.put("policy", NewId.next().toString());
        words.put("connection", NewId.next().toString());
        words.put("region", "510000");
        words.put("revision", "1");
        words.put("field", "remarks");
        words.put("row", "1");
        words.put("suite", "WECOM");
        words.put("view", NewId.next().toString());
        words.put("bulk", NewId.next().toString());
        words.put("handover", NewId.next().toString());
        words.put("request", NewId.next().toString());
        var brought = bring(principal("director"), "CUSTOMERS", "客户名称,手机\n乙,1\n");
        words.put("import", brought);
        var job =
                principal("director")
                        .http()
                        .send(Http.Request.post("/imports/" + brought + "/check", ""));
        words.put("job", job.json().at("/job").asString());
        settle();
    }

    /// Brings a table as somebody and answers the id of the import.
    String bring(Principal who, String kind, String csv) {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                        + csv
                        + "\r\n--b--\r\n";
        var answer =
                who.http()
                        .send(
                                new Http.Request(
                                        "POST",
                                        "/imports?kind=" + kind,
                                        Map.of("Content-Type", "multipart/form-data; boundary=b"),
                                        body));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().at("/id").asString();
    }

    // -- what tests ask ------------------------------------------------------------------------

    Rules rules() {
        return rules;
    }

    Matrix matrix() {
        return matrix;
    }

    Requests requests() {
        return requests;
    }

    Canaries canaries() {
        return canaries;
    }

    List<Principal> principals() {
        return staff.principals();
    }

    List<GuardedFile> files() {
        return files;
    }

    GuardedFile file(String key) {
        return files.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    Principal principal(String name) {
        return staff.principal(name);
    }

    Http browser(String name) {
        return staff.browser(name);
    }

    private Http mender() {
        return principal("director").http();
    }

    Http administrator() {
        return principal("administrator").http();
    }

    Map<String, String> words() {
        return words;
    }

    /// Turns the shipped policy by which everybody may know of every file on or off.
    void announce(boolean announcing) {
        var known =
                administrator().get("/policies").json().at("/items").values().stream()
                        .filter(policy -> policy.at("/shipped").asString("").equals("announced"))
                        .findFirst()
                        .orElseThrow();
        var changed =
                administrator()
                        .send(
                                Http.Request.patch(
                                        "/policies/" + known.at("/id").asString(),
                                        known.at("/version").asInt(),
                                        "{\"enabled\":" + announcing + "}"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        rules.announce(announcing);
    }

    /// The version that a record has by now.
    int version(String table, Object id) {
        return db.sql("select version from " + table + " where id = cast(:id as uuid)")
                .param("id", id.toString())
                .query(Integer.class)
                .optional()
                .orElse(1);
    }

    /// Waits until no job is left to do.
    void settle() {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                db.sql(
                                                        "select count(*) from job where state in"
                                                                + " ('QUEUED', 'RUNNING')")
                                                .query(Integer.class)
                                                .single()
                                        == 0);
    }
}
