package io.kedang.kernel.text;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Function;

/// Prints what one operation costs. No test: run its `main` with the test classpath.
final class TextSpeed {
    private static final String[] FIRMS = {
        "重庆江岳新材料科技有限公司", "西藏朝阳区中国银行大厦店", "成都市武侯区钱氏商贸有限责任公司", "TCL集团股份有限公司", "長沙銀行股份有限公司（武漢）"
    };
    private static final String[] PEOPLE = {"单雄信", "王芳", "欧阳修", "李重庆", "尉迟恭"};

    private TextSpeed() {}

    public static void main(String[] none) {
        first("Folding", () -> Folding.fold(FIRMS[0]));
        first("Pinyin of a person", () -> Pinyin.ofPerson("王芳").full());
        first("Pinyin of an organisation", () -> Pinyin.ofOrganisation(FIRMS[0]).full());
        measure("Folding.fold", FIRMS, Folding::fold);
        measure("Folding.tidy", FIRMS, Folding::tidy);
        measure("Grams.of", FIRMS, text -> Grams.of("n", text));
        measure("Grams.query", PEOPLE, text -> Grams.query("n", text));
        measure("Pinyin.ofOrganisation", FIRMS, Pinyin::ofOrganisation);
        measure("Pinyin.ofPerson", PEOPLE, Pinyin::ofPerson);
    }

    static void first(String what, Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        System.out.printf(
                Locale.ROOT,
                "%-28s first use %6.1f ms of processor%n",
                what,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6);
    }

    static void measure(String what, String[] inputs, Function<String, ?> work) {
        long best = Long.MAX_VALUE;
        int sink = 0;
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50_000; i++) {
                sink += work.apply(inputs[i % inputs.length]).hashCode() & 1;
            }
            best = Math.min(best, (System.nanoTime() - start) / 50_000);
        }
        System.out.printf(Locale.ROOT, "%-28s %7d ns  (%d)%n", what, best, sink & 1);
    }
}
