package io.kedang.bench;

import io.kedang.kernel.text.Pinyin;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Somebody who asks, with the same words as everybody else.
final class Reader {
    private static final String OFTEN =
            """
            {"related":"orders","where":{"field":"orderedOn","op":"withinLast","value":"P90D"},
             "aggregate":"count","op":"gt","value":3}
            """;

    /// Where the name of an invented firm has the letters that are its own.
    private static final int OWN = 2;

    private static final int OWN_END = 5;

    private final Api api;
    private final int customers;
    private final Random random = new Random(1);
    private final List<String> files = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    private Reader(Api api, int customers) throws IOException {
        this.api = api;
        this.customers = customers;
        for (var item : api.get("/customers?size=200").orFail().body().at("/items")) {
            owners.add(item.at("/owner").asString());
            if (!item.at("/grade").asString("").equals("A")) {
                files.add(item.at("/id").asString());
            }
        }
    }

    static Reader ofAll(Api api, int customers) throws IOException {
        return new Reader(api.as("bench-director"), customers);
    }

    /// He reads two and a half in a hundred.
    static Reader ofFew(Api api, int customers) throws IOException {
        return new Reader(api.as("u07-2"), customers);
    }

    void page(String after) throws IOException {
        get("/customers?size=50" + (after.isEmpty() ? "" : "&after=" + after));
    }

    /// Where the page of this number begins, or else the last.
    ///
    /// @param size rows of a page on the way there, which the place does not depend on
    String cursor(int page, int size) throws IOException {
        var after = "";
        for (int row = 0; row < (page - 1) * 50; row += size) {
            var path = "/customers?size=" + size + (after.isEmpty() ? "" : "&after=" + after);
            var next = api.get(path).orFail().at("/next");
            if (next.isEmpty()) {
                break;
            }
            after = next;
        }
        return after;
    }

    int count() throws IOException {
        return api.get("/customers?size=1&count=some").orFail().body().at("/count").asInt();
    }

    void oneCharacter() throws IOException {
        search(letters(1));
    }

    void twoCharacters() throws IOException {
        search(letters(2));
    }

    void threeCharacters() throws IOException {
        search(letters(3));
    }

    void name() throws IOException {
        search(anyName());
    }

    void pinyin() throws IOException {
        search(spelling(Comparator.comparingInt(String::length)));
    }

    void initials() throws IOException {
        search(spelling(Comparator.comparingInt(String::length).reversed()));
    }

    void mobile() throws IOException {
        search(InventedCustomers.mobile(random.nextInt(customers)));
    }

    void lastFour() throws IOException {
        search("%04d".formatted(random.nextInt(10_000)));
    }

    void ownedOfClass() throws IOException {
        var owner = owners.get(random.nextInt(owners.size()));
        filter(
                """
                {"and":[{"field":"owner","op":"eq","value":"%s"},
                        {"field":"grade","op":"eq","value":"B"}]}
                """
                        .formatted(owner));
    }

    void often() throws IOException {
        filter(OFTEN);
    }

    void file() throws IOException {
        get("/customers/" + files.get(random.nextInt(files.size())) + "/open");
    }

    private String anyName() {
        return InventedCustomers.name(random.nextInt(customers));
    }

    private String letters(int count) {
        var name = anyName();
        int at = random.nextInt(name.length() - 3);
        return name.substring(at, at + count);
    }

    private String spelling(Comparator<String> longest) {
        var letters = anyName().substring(OWN, OWN_END);
        return Pinyin.ofOrganisation(letters).spellings().stream().max(longest).orElseThrow();
    }

    private void search(String words) throws IOException {
        get("/customers?size=50&q=" + encoded(words));
    }

    private void filter(String condition) throws IOException {
        get("/customers?size=50&filter=" + encoded(condition));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void get(String path) throws IOException {
        api.get(path).orFail();
    }
}
