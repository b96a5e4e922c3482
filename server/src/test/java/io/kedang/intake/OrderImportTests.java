package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

@KedangTest
class OrderImportTests {
    private static final String ORDERS =
            "order_no,customer_no,order_date,amount,currency,status,owner_no,created_at";
    private static final String LINES =
            "order_no,line_no,product_no,product,quantity,unit_price,line_amount";
    private static final String INVOICES =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient api;
    private ImportClient imports;
    private int first;

    @BeforeEach
    void twoFirms() {
        imports = ImportClient.of(company);
        api = imports.api();
        first = imports.firms(2);
    }

    @Test
    void ordersComeInExactlyAndTheirLinesAfterThem() {
        var orders = bring("ORDERS", ORDERS, order(1, "2740.64", "已完成"), order(2, "0.30", "履约中"));
        assertThat(unmapped(orders)).containsExactly("created_at");
        imports.work(orders, "check");
        assertThat(imports.counts(orders)).containsExactly(2, 0, 0, 0, 0);
        assertThat(items()).isEmpty();
        imports.work(orders, "run");
        assertThat(imports.counts(orders)).containsExactly(2, 0, 0, 0, 0);
        var lines =
                bring(
                        "ORDER_LINES",
                        LINES,
                        line(1, 1, "S006", "7", "391.52", "2740.64"),
                        line(2, 1, "S003", "0.1", "1", "0.10"),
                        line(2, 2, "S003", "2", "0.1", "0.20"));
        assertThat(unmapped(lines)).isEmpty();
        imports.work(lines, "run");
        assertThat(imports.counts(lines)).containsExactly(3, 0, 0, 0, 0);
        var items = items();
        assertThat(items).hasSize(2);
        var first = byNumber(1);
        assertThat(first.at("/total/amount").asString()).isEqualTo("2740.64");
        assertThat(first.at("/total/currency").asString()).isEqualTo("CNY");
        assertThat(first.at("/status").asString()).isEqualTo("DONE");
        assertThat(first.at("/orderedOn").asString()).isEqualTo("2025-07-15");
        assertThat(first.at("/source").asString()).isEqualTo("orders.csv");
        assertThat(first.at("/lines/0/quantity").decimalValue()).isEqualByComparingTo("7");
        var second = byNumber(2);
        assertThat(second.at("/status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(second.at("/total/amount").asString()).isEqualTo("0.30");
        assertThat(second.at("/lines").size()).isEqualTo(2);
        assertThat(
                        db.sql(
                                        """
                                        select r.source || ' ' || r.channel || ' ' || r.number
                                          from order_revision r
                                          join trade_order o on o.id = r.order_id
                                         where o.order_number = :number order by r.number
                                        """)
                                .param("number", number(2))
                                .query(String.class)
                                .list())
                .containsExactly("orders.csv IMPORT 1", "orders.csv IMPORT 2");
    }

    @Test
    void theSameOrdersAndLinesAgainBringNothingNew() {
        var orders = new String[] {order(1, "10.00", ""), order(2, "20.00", "")};
        var lines =
                new String[] {line(1, 1, "A", "1", "10", ""), line(2, 1, "B", "2", "10", "20.00")};
        for (int time = 0; time < 2; time++) {
            imports.work(bring("ORDERS", ORDERS, orders), "run");
            imports.work(bring("ORDER_LINES", LINES, lines), "run");
        }
        var again = bring("ORDERS", ORDERS, orders);
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(0, 0, 2, 0, 0);
        var linesAgain = bring("ORDER_LINES", LINES, lines);
        imports.work(linesAgain, "run");
        assertThat(imports.counts(linesAgain)).containsExactly(0, 0, 2, 0, 0);
        assertThat(items()).hasSize(2);
        assertThat(byNumber(2).at("/lines").size()).isEqualTo(1);
        assertThat(byNumber(2).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void wrongRowsAreNamedCellByCell() {
        var id =
                bring(
                        "ORDERS",
                        ORDERS,
                        order(1, "1.005", "已完成"),
                        order(2, "1E+5", "已完成"),
                        order(3, "1", "不知道"),
                        order(4, "1", "已完成").replace("2025-07-15", "2025-02-30"),
                        order(5, "1", "已完成").replace("CNY", "XXQ"),
                        order(6, "1", "已完成").replace("T%07d".formatted(first), "T0000000"),
                        order(7, "1", "已完成").replace("T%07d".formatted(first), ""));
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(0, 0, 0, 7, 0);
        assertThat(imports.rows(id, "WRONG"))
                .extracting(row -> row.at("/errors/0/field").asString())
                .containsExactly(
                        "amount",
                        "amount",
                        "status",
                        "orderedOn",
                        "currency",
                        "customer.number",
                        "customer.number");
        assertThat(imports.rows(id, "WRONG").at("/0/errors/0/message").asString())
                .contains("1.005");
    }

    @Test
    void linesOfAnOrderThatIsHiddenAreRefusedLikeThoseOfOneThatIsNotThere() {
        imports.work(bring("ORDERS", ORDERS, order(1, "10.00", "")), "run");
        var stranger =
                new ImportClient(
                        company.client(company.user("eva-trade", "manager", "销售一部", Scope.OWN)));
        var id =
                bring(
                        stranger,
                        "ORDER_LINES",
                        LINES,
                        line(1, 1, "A", "1", "10", ""),
                        line(9, 1, "A", "1", "10", ""));
        stranger.work(id, "run");
        var rows = stranger.rows(id, "WRONG");
        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/errors/0/code").asString()).isEqualTo("intake.order-unknown");
        assertThat(rows.at("/0/errors/0/message").asString().replace(number(1), ""))
                .isEqualTo(rows.at("/1/errors/0/message").asString().replace(number(9), ""));
        assertThat(byNumber(1).at("/lines").size()).isZero();
    }

    @Test
    void anOrderOfAnotherCustomerIsLeftAlone() {
        imports.work(bring("ORDERS", ORDERS, order(1, "10.00", "")), "run");
        var other =
                order(1, "10.00", "")
                        .replace("T%07d".formatted(first), "T%07d".formatted(first + 1));
        var id = bring("ORDERS", ORDERS, other);
        imports.work(id, "run");
        assertThat(imports.rows(id, "WRONG").at("/0/errors/0/code").asString())
                .isEqualTo("intake.order-elsewhere");
    }

    @Test
    void aNumberThatTheFileHasTwiceIsASuspicionAndNeverMakesTwoOrders() {
        var id = bring("ORDERS", ORDERS, order(1, "10.00", ""), order(1, "11.00", ""));
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(1, 0, 0, 0, 1);
        api.put("/imports/" + id + "/rows/2", "{\"decision\":\"CREATE\"}");
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(1, 0, 1, 0, 0);
        assertThat(items()).hasSize(1);
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("10.00");
    }

    @Test
    void anOrderIsFilledOrReplacedByRuleAndAnUndoingGivesBack() {
        var heading = "订单号,客户编号,日期,金额,备注";
        var row = "%s,T%07d,2025-07-15,%s,%s";
        imports.work(bring("ORDERS", heading, row.formatted(number(1), first, "10.00", "")), "run");
        var fill = bring("ORDERS", heading, row.formatted(number(1), first, "12.00", "加急"));
        imports.work(fill, "run");
        assertThat(imports.counts(fill)).containsExactly(0, 1, 0, 0, 0);
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("10.00");
        assertThat(byNumber(1).at("/remark").asString()).isEqualTo("加急");
        var replace = bring("ORDERS", heading, row.formatted(number(1), first, "13.00", "不急"));
        imports.patch(replace, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(replace, "run");
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("13.00");
        imports.work(replace, "undo");
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("10.00");
        assertThat(byNumber(1).at("/remark").asString()).isEqualTo("加急");
    }

    @Test
    void whatSomebodyChangedAfterAnImportIsNamedWhenItIsUndone() {
        var heading = "订单号,客户编号,日期,金额,地点,备注";
        var row = "%s,T%07d,2025-07-15,10.00,%s,%s";
        imports.work(bring("ORDERS", heading, row.formatted(number(1), first, "", "")), "run");
        var fill = bring("ORDERS", heading, row.formatted(number(1), first, "厦门", "加急"));
        imports.work(fill, "run");
        var later = bring("ORDERS", heading, row.formatted(number(1), first, "泉州", ""));
        imports.patch(later, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(later, "run");
        imports.work(fill, "undo");
        var kept = imports.get(fill).body().at("/conflicts");
        assertThat(kept).hasSize(1);
        assertThat(kept.at("/0/name").asString()).isEqualTo(number(1));
        assertThat(kept.at("/0/fields/0").asString()).isEqualTo("place");
        assertThat(byNumber(1).at("/place").asString()).isEqualTo("泉州");
        assertThat(byNumber(1).at("/remark").isNull()).isTrue();
    }

    @Test
    void aLineWithANumberIsReplacedOnlyWhereTheOwnerSaysSo() {
        imports.work(bring("ORDERS", ORDERS, order(1, "10.00", "")), "run");
        imports.work(bring("ORDER_LINES", LINES, line(1, 1, "A", "1", "10", "10.00")), "run");
        var other = line(1, 1, "B", "2", "10", "20.00");
        var careful = bring("ORDER_LINES", LINES, other);
        imports.work(careful, "run");
        assertThat(imports.counts(careful)).containsExactly(0, 0, 1, 0, 0);
        assertThat(byNumber(1).at("/lines/0/productCode").asString()).isEqualTo("A");
        var replacing = bring("ORDER_LINES", LINES, other, line(1, 2, "C", "1", "5", "5.00"));
        imports.patch(replacing, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(replacing, "run");
        assertThat(imports.counts(replacing)).containsExactly(1, 1, 0, 0, 0);
        assertThat(byNumber(1).at("/lines/0/productCode").asString()).isEqualTo("B");
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("25.00");
        imports.work(replacing, "undo");
        assertThat(byNumber(1).at("/lines/0/productCode").asString()).isEqualTo("A");
        assertThat(byNumber(1).at("/lines").size()).isEqualTo(1);
        assertThat(byNumber(1).at("/total/amount").asString()).isEqualTo("10.00");
    }

    @Test
    void invoiceLinesBecomeCustomersAndOrdersWhereTheOwnerWantsThat() {
        var id =
                bring(
                        "ORDER_LINES",
                        INVOICES,
                        invoice("N", 1, "22386", "JUMBO BAG", "10", "1.95", first + "77"),
                        invoice("N", 1, "POST", "POSTAGE", "1", "18.00", first + "77"),
                        invoice("N", 1, "22386", "JUMBO BAG", "10", "1.95", first + "77"),
                        invoice("C", 2, "22386", "JUMBO BAG", "-10", "1.95", first + "77"),
                        invoice("N", 3, "85123A", "", "3", "0", first + "78"),
                        invoice("N", 4, "M", "Manual", "1", "5.00", ""),
                        invoice("N", 1, "21499", "WRAP", "25", "0.42", first + "77"));
        assertThat(unmapped(id)).isEmpty();
        imports.work(id, "check");
        assertThat(imports.counts(id)).containsExactly(0, 0, 0, 7, 0);
        imports.patch(id, "{\"settings\":{\"missingCustomers\":\"CREATE\",\"currency\":\"GBP\"}}");
        imports.work(id, "check");
        assertThat(imports.counts(id)).containsExactly(6, 0, 0, 1, 0);
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(6, 0, 0, 1, 0);
        assertThat(imports.rows(id, "WRONG").at("/0/errors/0/code").asString())
                .isEqualTo("intake.customer-missing");
        var bought = orders(first + "77");
        assertThat(bought).hasSize(2);
        var order = bought.get(bought.at("/0/lines").size() == 4 ? 0 : 1);
        assertThat(order.at("/total/amount").asString()).isEqualTo("67.50");
        assertThat(order.at("/total/currency").asString()).isEqualTo("GBP");
        assertThat(order.at("/lines/1/productName").asString()).isEqualTo("POSTAGE");
        var back = bought.get(bought.at("/0/lines").size() == 4 ? 1 : 0);
        assertThat(back.at("/total/amount").asString()).isEqualTo("-19.50");
        assertThat(back.at("/status").asString()).isEqualTo("RETURNED");
        assertThat(orders(first + "78").at("/0/lines/0/productName").asString())
                .isEqualTo("85123A");
        var customer = api.get("/customers/" + customer(first + "77"));
        assertThat(customer.text("/address/country")).isEqualTo("United Kingdom");
        assertThat(customer.text("/name")).isEqualTo(first + "77");
    }

    @Test
    void linesWithoutNumbersAreKnownByWhatTheySayInWhateverOrderTheyCome() {
        var one = invoice("N", 1, "A", "Bag", "1", "2.00", "T%07d".formatted(first));
        var two = invoice("N", 1, "B", "Cup", "1", "3.00", "T%07d".formatted(first));
        imports.work(bring("ORDER_LINES", INVOICES, one, two, one), "run");
        var again = bring("ORDER_LINES", INVOICES, two, one, one, one);
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(1, 0, 3, 0, 0);
        var order = items().get(0);
        assertThat(order.at("/lines").size()).isEqualTo(4);
        assertThat(order.at("/total/amount").asString()).isEqualTo("9.00");
        imports.work(again, "undo");
        assertThat(items().get(0).at("/lines").size()).isEqualTo(3);
        assertThat(items().get(0).at("/total/amount").asString()).isEqualTo("7.00");
    }

    @Test
    void anUndoneImportOfLinesLeavesNeitherOrdersNorTheCustomersThatItOpened() {
        var row = invoice("N", 1, "A", "Bag", "1", "2.00", first + "88");
        var kept = invoice("N", 2, "A", "Bag", "1", "2.00", first + "99");
        var id = bring("ORDER_LINES", INVOICES, row, kept);
        imports.patch(id, "{\"settings\":{\"missingCustomers\":\"CREATE\"}}");
        imports.work(id, "run");
        var customer = customer(first + "88");
        var used = customer(first + "99");
        imports.work(
                bring(
                        "ORDER_LINES",
                        INVOICES,
                        invoice("N", 3, "A", "Bag", "1", "2.00", first + "99")),
                "run");
        imports.work(id, "undo");
        assertThat(imports.get(id).text("/state")).isEqualTo("UNDONE");
        assertThat(
                        db.sql("select count(*) from customer where id = :id and voided_at is null")
                                .param("id", UUID.fromString(customer))
                                .query(Integer.class)
                                .single())
                .isZero();
        var conflicts = imports.get(id).body().at("/conflicts");
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.at("/0/id").asString()).isEqualTo(used);
        assertThat(conflicts.at("/0/name").asString()).contains(first + "99");
        assertThat(orders(first + "99")).hasSize(1);
    }

    private UUID bring(String kind, String heading, String... rows) {
        return bring(imports, kind, heading, rows);
    }

    private static UUID bring(ImportClient client, String kind, String heading, String... rows) {
        var text = heading + "\n" + String.join("\n", rows) + "\n";
        var answer = client.bring("orders.csv", text.getBytes(StandardCharsets.UTF_8), kind);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return UUID.fromString(answer.text("/id"));
    }

    private List<String> unmapped(UUID id) {
        return imports.get(id)
                .body()
                .at("/columns")
                .valueStream()
                .filter(column -> column.at("/mappedTo").isNull())
                .map(column -> column.at("/name").asString())
                .toList();
    }

    private String number(int order) {
        return "O" + first + "-" + order;
    }

    private String order(int order, String amount, String status) {
        return "%s,T%07d,2025-07-15,%s,CNY,%s,,2025-07-15 18:00:00"
                .formatted(number(order), first, amount, status);
    }

    private String line(
            int order, int line, String product, String quantity, String price, String amount) {
        return "%s,%d,%s,传感器,%s,%s,%s"
                .formatted(number(order), line, product, quantity, price, amount);
    }

    private String invoice(
            String prefix,
            int order,
            String code,
            String product,
            String quantity,
            String price,
            String customer) {
        return "%s%s,%s,%s,%s,2011-01-04 10:00:00,%s,%s,United Kingdom"
                .formatted(prefix, number(order), code, product, quantity, price, customer);
    }

    private JsonNode items() {
        return orders("T%07d".formatted(first));
    }

    private JsonNode byNumber(int order) {
        return items().valueStream()
                .filter(item -> item.at("/orderNumber").asString().equals(number(order)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode orders(String customer) {
        return api.get("/customers/" + customer(customer) + "/orders").body().at("/items");
    }

    private String customer(String number) {
        return db.sql("select id from customer where external_number = :number")
                .param("number", number)
                .query(UUID.class)
                .single()
                .toString();
    }
}
