package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a user reads stands in the files of texts, in Chinese and in English. A literal in Chinese
/// is for a rule about Chinese, and its file is named here. (The page has the same rule in its
/// linter.)
class LiteralTests {
    private static final Path SOURCES = Path.of("src/main/java/io/kedang");

    /// Text blocks first, then strings and characters; comments so that they are passed over.
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\""
                            + "|'(?:[^'\\\\\\n]|\\\\.)+'");

    private static final Pattern CHINESE =
            Pattern.compile("[\\p{IsHan}\\u3000-\\u303f\\uff00-\\uffef]");

    /// Why a file, or a folder, has Chinese literals.
    private static final Map<String, String> ALLOWED = new LinkedHashMap<>();

    static {
        ALLOWED.put("kernel/text/", "rules about Chinese text");
        ALLOWED.put("kernel/field/FieldInput.java", "what separates several values");
        ALLOWED.put("customer/record/RecordText.java", "what separates several values");
        ALLOWED.put("customer/AddressNames.java", "names of countries");
        ALLOWED.put("place/", "names of places, and where the shipped table comes from");
        ALLOWED.put("trade/OrderFields.java", "what currencies are called");
        ALLOWED.put("intake/kind/CustomerImport.java", "headings that are recognised");
        ALLOWED.put("intake/kind/PeopleImport.java", "headings that are recognised");
        ALLOWED.put("intake/kind/RowOrders.java", "headings that are recognised");
        ALLOWED.put("intake/plan/", "words by which columns are recognised");
        ALLOWED.put("intake/table/", "words and signs by which tables are read");
    }

    @Test
    void noTextForUsersStandsInTheCode() throws IOException {
        var found = new ArrayList<String>();
        var used = new TreeSet<String>();
        for (var file : sources()) {
            var literals = chinese(Files.readString(file));
            if (literals.isEmpty()) {
                continue;
            }
            var name = SOURCES.relativize(file).toString().replace('\\', '/');
            var reason = ALLOWED.keySet().stream().filter(name::startsWith).findFirst();
            reason.ifPresentOrElse(used::add, () -> found.add(name + ": " + literals));
        }
        assertThat(found).isEmpty();
        assertThat(used).as("reasons that nothing needs any more").hasSameSizeAs(ALLOWED.keySet());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java")) // the names of rooms
                    .toList();
        }
    }

    private static List<String> chinese(String source) {
        return TOKEN.matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith("//") && !token.startsWith("/*"))
                .filter(token -> CHINESE.matcher(token).find())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    var a = "客户"; | 1
                    var a = '；'; | 1
                    var a = "x"; // 客户 | 0
                    /// "客户" | 0
                    /* "客户" */ var a = "x"; | 0
                    var a = "\\"客户"; | 1
                    var a = "//客户"; | 1
                    var 客户 = 1; | 0
                    """)
    void aLiteralIsToldFromACommentAndAName(String source, int literals) {
        assertThat(chinese(source)).hasSize(literals);
    }
}
