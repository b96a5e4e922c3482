package io.kedang.suite;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Asks one suite, in one go, for the whole company or for one person who has signed in there:
/// holds the token of that go, gets a new one when the suite takes it no longer, and waits when it
/// is asked to.
abstract class SuiteReader {
    private static final int LONGEST_MESSAGE = 200;

    /// More pages than any company has: a suite that never says 'no more' is broken.
    private static final int MOST_PAGES = 10_000;

    private final SuiteHttp http;
    private final Credentials credentials;
    private @Nullable String token;

    SuiteReader(SuiteHttp http, Credentials credentials) {
        this.http = http;
        this.credentials = credentials;
    }

    abstract Organisation read();

    /// Who has signed in; empty for somebody who is not of the company.
    abstract Optional<Member> member(Voucher voucher);

    /// A new token, or what the suite says instead.
    abstract JsonNode askToken(SuiteHttp http, Credentials credentials);

    /// The token of such an answer; empty when there is none in it.
    abstract String tokenIn(JsonNode answer);

    /// The code of an answer that says what is wrong; `0` when nothing is.
    abstract String codeOf(JsonNode answer);

    /// Codes that ask to come back later.
    abstract Set<String> busy();

    /// Codes by which a token is taken no longer.
    abstract Set<String> stale();

    /// What the suite answers, with a token that it takes.
    final JsonNode ask(Asking asking) {
        boolean renewed = false;
        for (int tried = 1; ; tried++) {
            var answer = asking.send(http, token());
            var code = codeOf(answer);
            if (code.equals("0")) {
                return answer;
            }
            if (stale().contains(code) && !renewed) {
                renewed = true;
                token = null;
            } else if (busy().contains(code)) {
                http.pause(tried);
            } else {
                throw refused(answer);
            }
        }
    }

    final Refusal refused(JsonNode answer) {
        return new Refusal(SuiteProblem.REFUSED, codeOf(answer), message(answer));
    }

    /// For what is asked without our own token.
    final SuiteHttp http() {
        return http;
    }

    final Credentials credentials() {
        return credentials;
    }

    interface Asking {
        JsonNode send(SuiteHttp http, String token);
    }

    /// A list of an answer. One that is missing is not taken for an empty one: people on it would
    /// be taken for leavers.
    final JsonNode list(JsonNode listed) {
        if (!listed.isArray()) {
            throw http.strange();
        }
        return listed;
    }

    /// Everything on all pages. A page that names no next one though there is more, or itself,
    /// breaks the whole off.
    ///
    /// @param page asks for the page that a mark names, null for the first
    /// @param more says whether there is another page
    /// @param next the mark of the next page
    final List<JsonNode> all(
            Function<@Nullable String, JsonNode> page,
            Function<JsonNode, JsonNode> items,
            Function<JsonNode, JsonNode> more,
            Function<JsonNode, JsonNode> next) {
        var found = new ArrayList<JsonNode>();
        String mark = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            var answer = page.apply(mark);
            items.apply(answer).forEach(found::add);
            if (!more.apply(answer).asBoolean(false)) {
                return found;
            }
            var following = next.apply(answer).asString("");
            if (following.isEmpty() || following.equals(mark)) {
                break;
            }
            mark = following;
        }
        throw http.strange();
    }

    final String token() {
        if (token == null) {
            for (int tried = 1; ; tried++) {
                var answer = askToken(http, credentials);
                var made = tokenIn(answer);
                if (!made.isEmpty()) {
                    token = made;
                    break;
                }
                if (!busy().contains(codeOf(answer))) {
                    throw new Refusal(
                            SuiteProblem.CREDENTIALS_WRONG, codeOf(answer), message(answer));
                }
                http.pause(tried);
            }
        }
        return token;
    }

    private static String message(JsonNode answer) {
        var said =
                answer.path("errmsg")
                        .asString(answer.path("msg").asString(answer.path("message").asString("")));
        return said.length() > LONGEST_MESSAGE ? said.substring(0, LONGEST_MESSAGE) : said;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
