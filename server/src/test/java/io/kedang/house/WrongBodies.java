package io.kedang.house;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Bodies of requests that no client of ours sends.
final class WrongBodies {
    private WrongBodies() {}

    /// A wrong value, a member too many, one too few: anywhere in the tree.
    static JsonNode spoil(JsonNode tree, Random random) {
        if (random.nextInt(12) == 0) {
            return Junk.json(random);
        }
        var holders = new ArrayList<JsonNode>();
        collect(tree, holders);
        if (holders.isEmpty()) {
            return Junk.json(random);
        }
        switch (Junk.pick(random, holders)) {
            case ObjectNode object -> spoilMember(object, random);
            case ArrayNode array -> array.add(Junk.json(random));
            default -> {}
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainer()) {
            holders.add(node);
            node.forEach(each -> collect(each, holders));
        }
    }

    private static void spoilMember(ObjectNode object, Random random) {
        var names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(8) == 0) {
            object.set(Junk.text(random), Junk.json(random));
        } else if (random.nextInt(8) == 0) {
            object.remove(Junk.pick(random, names));
        } else {
            object.set(Junk.pick(random, names), Junk.json(random));
        }
    }

    /// Damage that no tree can hold.
    static byte[] spoil(byte[] body, Random random) {
        int at = random.nextInt(body.length);
        var text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(10)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(body, at);
            case 2 -> insert(body, at, (byte) 0xff, (byte) 0xc0, (byte) 0xaf);
            case 3 -> insert(body, at, (byte) 0);
            case 4 -> text.getBytes(Charset.forName("UTF-16"));
            case 5 -> bytes(text.replaceFirst("\\{", "{\"name\":1,\"name\":2,"));
            case 6 -> bytes(text + "{}");
            case 7 -> bytes("[".repeat(100_000));
            case 8 -> bytes(text.replaceFirst(":\\s*[^,}\\]]+", ":NaN"));
            default -> {
                var other = body.clone();
                other[at] = (byte) random.nextInt();
                yield other;
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] insert(byte[] bytes, int at, byte... more) {
        var longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
        System.arraycopy(more, 0, longer, at, more.length);
        return longer;
    }

    static byte[] upload(Random random) {
        var name =
                Junk.pick(random, List.of("客户.csv", "a.xlsx", "", "../x.csv", "a.vcf", "x\" .xls"));
        var content =
                Junk.pick(
                        random,
                        List.of(
                                "客户名称,手机\n测试公司%d,1391234%04d\n"
                                        .formatted(random.nextInt(), random.nextInt(10_000)),
                                "",
                                "PK\u0003\u0004",
                                "\u00d0\u00cf\u0011\u00e0",
                                "BEGIN:VCARD\nFN:x\n",
                                ",,,\n,,",
                                "\"",
                                "\0\0\0"));
        return ("--b\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        + "%s\r\n"
                        + "--b--\r\n")
                .formatted(name, content)
                .getBytes(StandardCharsets.UTF_8);
    }
}
