package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.intake.table.SharedData;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Files of other programs, brought as a new user brings them: each is read with a mapping that
/// makes sense, or refused with a reason.
@KedangTest
class PublicImportTests {
    @Autowired TestCompany company;

    private ImportClient imports;

    @BeforeEach
    void anArchivist() {
        imports =
                new ImportClient(
                        company.client(company.user("ding", "director", "客户服务部", Scope.ALL)));
    }

    @Test
    void everyAddressBookIsReadAsPeopleOrAsCustomersWhereItNamesNoFirm() throws IOException {
        var outcomes = outcomes(SharedData.folder("vcards"), ".vcf");
        assertThat(outcomes).hasSize(6);
        assertThat(outcomes.values())
                .allMatch(text -> text.matches("(PEOPLE|CUSTOMERS) \\d+ rows"));
        assertThat(outcomes.get("gmail-list.vcf")).startsWith("CUSTOMERS");
        assertThat(outcomes.get("rfc2426-example.vcf")).isEqualTo("PEOPLE 2 rows");
    }

    @Test
    void everyWorkbookIsReadOrRefusedWithAReason() throws IOException {
        var outcomes = outcomes(SharedData.folder("excel"), ".xls", ".xlsx", ".ods", ".xlsb");
        assertThat(outcomes).hasSizeGreaterThan(15);
        assertThat(outcomes.get("51626_contact.xlsx")).isEqualTo("CUSTOMERS 2 rows");
        assertThat(outcomes.get("password.xls")).isEqualTo("intake.table.encrypted");
        assertThat(outcomes.get("xlsx-corrupted.xlsx")).isEqualTo("intake.table.corrupt");
        assertThat(outcomes.get("chinese-provinces.xls")).isEqualTo("intake.nothing-mapped");
    }

    @Test
    void aFileThatHoldsNoCustomersIsTakenForWhatItsColumnsSay() {
        assertThat(kind("order_no,customer_no,order_date,amount\nO1,C1,2025-07-15,3\n"))
                .isEqualTo("ORDERS");
        assertThat(kind("InvoiceNo,StockCode,Quantity,UnitPrice\n5,A,1,2\n"))
                .isEqualTo("ORDER_LINES");
        assertThat(kind("公司名称,联系人,电话\n甲有限公司,王芳,\n")).isEqualTo("CUSTOMERS");
        assertThat(kind("a,b\n1,2\n")).isEqualTo("CUSTOMERS");
    }

    @Test
    void theKindsAndTheirFieldsAreTold() {
        var items = imports.api().get("/imports/kinds").body().at("/items");
        assertThat(items)
                .extracting(item -> item.at("/code").asString())
                .containsExactly("CUSTOMERS", "PEOPLE", "ORDERS", "ORDER_LINES");
        assertThat(items.at("/3/fields").valueStream().filter(it -> it.at("/required").asBoolean()))
                .extracting(field -> field.at("/key").asString())
                .containsExactly("orderNumber", "quantity", "unitPrice");
        assertThat(items.at("/2/fields/0/label").asString()).isEqualTo("订单号");
    }

    private String kind(String text) {
        return imports.bring("untold.csv", text.getBytes(StandardCharsets.UTF_8), null)
                .text("/kind");
    }

    /// By file name: what it was read as, or the code of the reason.
    private Map<String, String> outcomes(Path folder, String... ends) throws IOException {
        var outcomes = new LinkedHashMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (List.of(ends).stream().anyMatch(name::endsWith)) {
                    outcomes.put(name, outcome(name, Files.readAllBytes(file)));
                }
            }
        }
        return outcomes;
    }

    private String outcome(String name, byte[] content) {
        var brought = imports.bring(name, content, null);
        if (brought.status() != 201) {
            assertThat(brought.status()).as(name).isEqualTo(422);
            return brought.code();
        }
        var id = UUID.fromString(brought.text("/id"));
        var started = imports.api().post("/imports/" + id + "/check", "");
        if (started.status() != 202) {
            assertThat(started.status()).as(name).isEqualTo(422);
            return started.code();
        }
        var done = imports.ended(UUID.fromString(started.text("/job")));
        assertThat(done.text("/state")).as(name).isEqualTo("DONE");
        var counts = imports.counts(id);
        var refused = imports.rows(id, "WRONG");
        assertThat(refused).allMatch(row -> !row.at("/errors/0/message").asString().isBlank());
        return brought.text("/kind") + " " + counts.stream().mapToInt(it -> it).sum() + " rows";
    }
}
