package io.kedang.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Invented firms without end, the same ones in every run: names as they are common, every name,
/// code and mobile once.
public final class InventedCustomers {
    private static final String BRAND = "华安新中天金大德信鑫盛宏远达通泰瑞恒丰兴和海东盈佳康源利嘉博创联友诚江岳川澜启云峰衡翠桥朗锦程晏明湾松石清星野长";
    private static final int LETTERS = BRAND.length();
    private static final int BRANDS = LETTERS * LETTERS * LETTERS;
    private static final int STEP = 7_919;
    private static final String FAMILY = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国志文晓东海宇浩";
    private static final List<String> PLACES =
            List.of(
                    "重庆,重庆市,重庆市,江北区,023",
                    "成都,四川省,成都市,武侯区,028",
                    "深圳,广东省,深圳市,南山区,0755",
                    "上海,上海市,上海市,浦东新区,021",
                    "北京,北京市,北京市,海淀区,010",
                    "杭州,浙江省,杭州市,西湖区,0571",
                    "苏州,江苏省,苏州市,吴中区,0512",
                    "武汉,湖北省,武汉市,洪山区,027",
                    "西安,陕西省,西安市,雁塔区,029",
                    "青岛,山东省,青岛市,市南区,0532");
    private static final List<String> TRADES =
            List.of(
                    "科技", "贸易", "机械", "电子", "食品", "建材", "物流", "医疗器械", "文化传媒", "服装", "化工", "汽车配件",
                    "餐饮管理");
    private static final List<String> INDUSTRIES =
            List.of("软件和信息技术", "批发零售", "交通物流", "金融保险", "医疗健康", "教育培训", "餐饮食品", "制造业");
    private static final String HEADINGS =
            "customer_no,name,short_name,credit_code,industry,level,status,source,province,city,district,address,"
                + "postcode,phone,mobile,email,legal_person,employees,registered_capital,tags,remark";
    private static final String CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };

    private InventedCustomers() {}

    /// To whom a file belongs.
    public record Home(String owner, String department) {}

    /// A file of `count` customers, UTF-8, beginning with the one of number `first`.
    public static byte[] csv(int first, int count) {
        return csv(first, count, List.of());
    }

    /// @param homes to which they belong in turn; empty for whoever brings the file
    public static byte[] csv(int first, int count, List<Home> homes) {
        var text = new StringBuilder(HEADINGS);
        text.append(homes.isEmpty() ? "\n" : ",owner,department\n");
        for (int number = first; number < first + count; number++) {
            text.append(String.join(",", row(number)));
            if (!homes.isEmpty()) {
                var home = homes.get(number % homes.size());
                text.append(',').append(home.owner()).append(',').append(home.department());
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static String mobile(int number) {
        return "138%08d".formatted(number);
    }

    public static String name(int number) {
        int round = number / BRANDS;
        var place = PLACES.get((number + round * 3) % PLACES.size()).split(",")[0];
        return place + brand(number) + TRADES.get((number + round) % TRADES.size()) + "有限公司";
    }

    private static String brand(int number) {
        int letters = (int) (((long) number * STEP + 12_345) % BRANDS);
        var brand = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            brand.append(BRAND.charAt(letters % LETTERS));
            letters /= LETTERS;
        }
        return brand.toString();
    }

    private static List<String> row(int number) {
        var random = new Random(number);
        var place = PLACES.get((number + number / BRANDS * 3) % PLACES.size()).split(",");
        var row = new ArrayList<String>();
        row.add("X%08d".formatted(number));
        row.add(name(number));
        row.add(brand(number));
        row.add(creditCode(number, random));
        row.add(pick(INDUSTRIES, random));
        row.add(List.of("A", "B", "C", "C", "").get(random.nextInt(5)));
        row.add(pick(List.of("潜在客户", "意向客户", "成交客户", "流失客户"), random));
        row.add(pick(List.of("展会", "电话营销", "客户介绍", "网络推广"), random));
        row.add(place[1]);
        row.add(place[2]);
        row.add(place[3]);
        row.add(
                place[1]
                        + place[2]
                        + place[3]
                        + pick(List.of("人民路", "建设路", "科技路", "滨江路"), random)
                        + random.nextInt(1, 999)
                        + "号");
        row.add("%06d".formatted(random.nextInt(100_000, 700_000)));
        row.add("%s-%08d".formatted(place[4], random.nextInt(20_000_000, 90_000_000)));
        row.add(mobile(number));
        row.add("kf%d@example.com".formatted(number));
        row.add(
                ""
                        + FAMILY.charAt(random.nextInt(FAMILY.length()))
                        + GIVEN.charAt(random.nextInt(GIVEN.length()))
                        + GIVEN.charAt(random.nextInt(GIVEN.length())));
        row.add(Integer.toString(random.nextInt(1, 2_000)));
        row.add(Integer.toString(random.nextInt(10, 9_000) * 10_000));
        row.add(pick(List.of("老客户|需回访", "重点", "新客户", ""), random));
        row.add(pick(List.of("每月对账，月底开票", "价格敏感，需要样品", "通过展会认识", ""), random));
        return row;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /// Of the number, so that no two firms share one; the last character is the check digit.
    private static String creditCode(int number, Random random) {
        var code = new StringBuilder("91440300");
        for (int rest = number, i = 0; i < 6; i++, rest /= CODE.length()) {
            code.append(CODE.charAt(rest % CODE.length()));
        }
        for (int i = 0; i < 3; i++) {
            code.append(CODE.charAt(random.nextInt(CODE.length())));
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += CODE.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return code.append(CODE.charAt((31 - sum % 31) % 31)).toString();
    }
}
