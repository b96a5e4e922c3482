package io.kedang.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows of invented firms, in the columns that a customer system exports.
final class TestRows {
    static final List<String> COLUMNS =
            List.of(
                    "customer_no",
                    "name",
                    "short_name",
                    "credit_code",
                    "industry",
                    "level",
                    "status",
                    "source",
                    "province",
                    "city",
                    "district",
                    "address",
                    "postcode",
                    "lon",
                    "lat",
                    "phone",
                    "mobile",
                    "fax",
                    "email",
                    "website",
                    "legal_person",
                    "employees",
                    "registered_capital",
                    "annual_revenue",
                    "owner_no",
                    "tags",
                    "remark",
                    "next_contact_at",
                    "created_at",
                    "updated_at");

    private static final String CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };
    private static final String BRAND = "华安新中天金大德信鑫盛宏远达通泰瑞恒丰兴和海东盈佳康源利嘉博创联友诚";
    private static final List<String> INDUSTRIES =
            List.of(
                    "软件和信息技术", "批发零售", "交通物流", "金融保险", "医疗健康", "教育培训", "餐饮食品", "房地产", "纺织服装",
                    "能源环保", "商务服务", "建筑业", "制造业");

    private static final AtomicInteger NEXT = new AtomicInteger(1_000_000);

    private TestRows() {}

    /// The first of so many numbers that no test has used.
    static int unused(int count) {
        return NEXT.getAndAdd(Math.max(count, 10));
    }

    /// The firm of this number: always the same one.
    static Map<String, String> firm(int number) {
        var random = new Random(number);
        var row = new LinkedHashMap<String, String>();
        var brand = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            brand.append(BRAND.charAt(random.nextInt(BRAND.length())));
        }
        row.put("customer_no", "T%07d".formatted(number));
        row.put("name", "深圳" + brand + "科技有限公司" + Integer.toString(number, 36));
        row.put("short_name", brand + "科技");
        row.put("credit_code", creditCode(random));
        row.put("industry", INDUSTRIES.get(number % INDUSTRIES.size()));
        row.put("level", List.of("A", "B", "C").get(number % 3));
        row.put("status", List.of("潜在客户", "意向客户", "成交客户", "流失客户").get(number % 4));
        row.put("source", List.of("展会", "电话营销", "客户介绍", "网络推广").get(number % 4));
        row.put("province", "广东省");
        row.put("city", "深圳");
        row.put("district", "南山区");
        row.put("address", "广东省深圳市南山区科技路" + (number % 1000 + 1) + "号");
        row.put("postcode", "518000");
        row.put("lon", "114.047366");
        row.put("lat", "22.443457");
        row.put("phone", "0755-%08d".formatted(20_000_000 + number));
        row.put("mobile", "138%08d".formatted(number));
        row.put("fax", "");
        row.put("email", "kf" + number + "@example.com");
        row.put("website", "http://www.c" + number + ".example.cn");
        row.put("legal_person", "卢鹏");
        row.put("employees", Integer.toString(number % 500 + 1));
        row.put("registered_capital", "7380000");
        row.put("annual_revenue", "4490000");
        row.put("owner_no", "");
        row.put("tags", "老客户|需回访");
        row.put("remark", "每月对账，月底开票");
        row.put("next_contact_at", "2026-08-26 18:00:00");
        row.put("created_at", "2024-08-25 05:06:50");
        row.put("updated_at", "2025-03-06 03:16:44");
        return row;
    }

    static List<Map<String, String>> firms(int first, int count) {
        var rows = new ArrayList<Map<String, String>>();
        for (int number = first; number < first + count; number++) {
            rows.add(firm(number));
        }
        return rows;
    }

    static Map<String, String> with(Map<String, String> row, String column, String value) {
        var other = new LinkedHashMap<>(row);
        other.put(column, value);
        return other;
    }

    static String csv(List<Map<String, String>> rows) {
        return csv(rows.isEmpty() ? COLUMNS : List.copyOf(rows.getFirst().keySet()), rows);
    }

    static String csv(List<String> columns, List<Map<String, String>> rows) {
        return lines(
                columns,
                rows.stream()
                        .map(
                                row ->
                                        columns.stream()
                                                .map(column -> row.getOrDefault(column, ""))
                                                .toList())
                        .toList());
    }

    /// @param rows cells, also more or fewer than there are columns
    static String lines(List<String> columns, List<List<String>> rows) {
        return Stream.concat(Stream.of(columns), rows.stream())
                .map(row -> row.stream().map(TestRows::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    static String creditCode(Random random) {
        var code = new StringBuilder("91440300");
        for (int i = 0; i < 9; i++) {
            code.append(CODE.charAt(random.nextInt(CODE.length())));
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += CODE.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return code.append(CODE.charAt((31 - sum % 31) % 31)).toString();
    }
}
