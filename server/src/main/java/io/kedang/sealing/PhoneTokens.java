package io.kedang.sealing;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// By which digits a sealed phone number can be found.
///
/// Always: the whole number, its last 8 digits, its last 4. The last 4 have only 10,000 values, so
/// their token is kept ambiguous. With [Scope#ANY], every inner run of four digits and more as
/// well; the price is that who holds the database *and* the blind-index key rebuilds numbers from
/// their pieces.
///
/// Digits count without trunk zero, and Chinese numbers without 86; extensions are no part of
/// them.
public final class PhoneTokens {
    private static final int SHORTEST = 4;
    private static final int LOCAL = 8;
    private static final String CHINA = "86";

    /// From so many digits on, a leading zero is the trunk prefix of a landline, not part of a run.
    private static final int TRUNK = 10;

    /// What the setting `privacy.phone-search` says.
    public enum Scope {
        ENDS,
        ANY
    }

    private final BlindIndex index;
    private final Scope scope;

    public PhoneTokens(BlindIndex index, Scope scope) {
        this.index = index;
        this.scope = scope;
    }

    /// The token of a whole number, for telling whether two numbers are one.
    ///
    /// @param stored what a row gets
    /// @param other what rows may carry instead, while the key of the index is rotated
    public record Whole(long stored, @Nullable Long other) {
        public List<Long> all() {
            return other == null ? List.of(stored) : List.of(stored, other);
        }
    }

    /// The tokens of a number in E.164 (`+8613812345678`, `+861088886666;ext=12`), without
    /// repetition.
    public TokenSet tokens(String field, String number) {
        var key = index.moment().written;
        var tokens = new LinkedHashSet<Long>();
        add(key, field, digits(number), tokens);
        var set = new TokenSet();
        set.addAll(tokens, key.version());
        return set;
    }

    private void add(IndexKey key, String field, String digits, Set<Long> tokens) {
        if (digits.length() >= SHORTEST) {
            tokens.add(key.token(field + " whole", digits));
            tokens.add(key.ambiguousToken(field + " last 4", last(digits, SHORTEST)));
        }
        if (digits.length() >= LOCAL) {
            tokens.add(key.token(field + " last 8", last(digits, LOCAL)));
        }
        if (scope == Scope.ANY) {
            addFragments(key, field, digits, tokens);
        }
    }

    /// The tokens of which a number that `typed` should find has at least one; none when fewer
    /// than 4 digits were typed. Under [Scope#ENDS] that is the whole number, its last 8 digits or
    /// its last 4; hits by 4 digits must be compared in clear, all others are exact.
    public long[] queryTokens(String field, String typed) {
        var digits = digits(typed);
        var tokens = new LinkedHashSet<Long>();
        if (digits.length() >= SHORTEST) {
            index.moment().read.forEach(key -> addWanted(key, field, digits, tokens));
        }
        return tokens.stream().mapToLong(Long::longValue).toArray();
    }

    private void addWanted(IndexKey key, String field, String digits, Set<Long> tokens) {
        tokens.add(key.token(field + " whole", digits));
        if (scope == Scope.ANY) {
            tokens.add(key.token(field + " part", digits));
        } else if (digits.length() == LOCAL) {
            tokens.add(key.token(field + " last 8", digits));
        } else if (digits.length() == SHORTEST) {
            tokens.add(key.ambiguousToken(field + " last 4", digits));
        }
    }

    public Whole whole(String field, String number) {
        var moment = index.moment();
        var digits = digits(number);
        var other = moment.read.stream().filter(key -> key != moment.written).findFirst();
        return new Whole(
                moment.written.token(field + " whole", digits),
                other.map(key -> key.token(field + " whole", digits)).orElse(null));
    }

    private static void addFragments(IndexKey key, String field, String digits, Set<Long> tokens) {
        for (int from = 0; from + SHORTEST <= digits.length(); from++) {
            for (int to = from + SHORTEST; to <= digits.length(); to++) {
                tokens.add(key.token(field + " part", digits.substring(from, to)));
            }
        }
    }

    /// The digits that count, from a stored number as from what somebody types (`0086 138…`,
    /// `010-…`).
    private static String digits(String number) {
        int extension = number.indexOf(';');
        var main = extension < 0 ? number : number.substring(0, extension);
        var digits = new StringBuilder();
        main.chars()
                .map(each -> Character.digit(each, 10))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        boolean international = main.strip().startsWith("+");
        if (digits.indexOf("00") == 0 && digits.length() > TRUNK) {
            digits.delete(0, 2);
            international = true;
        }
        if (digits.indexOf(CHINA) == 0 && (international || digits.length() > TRUNK + 1)) {
            digits.delete(0, CHINA.length());
        }
        if (digits.length() >= TRUNK && digits.charAt(0) == '0') {
            digits.deleteCharAt(0);
        }
        return digits.toString();
    }

    private static String last(String digits, int count) {
        return digits.substring(digits.length() - count);
    }
}
