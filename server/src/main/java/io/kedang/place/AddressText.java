package io.kedang.place;

import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the divisions in an address: in three fields as import has them, or at the head of one
/// line (`四川省成都市武侯区天府大道100号`). The kind of a division (省, 市, 区) may be missing, a
/// level may be left out or repeated (北京市北京市朝阳区); Traditional characters are read as well.
final class AddressText {
    /// The divisions stand within the first characters, or nowhere.
    private static final int HEAD = 80;

    private static final Set<String> FILLERS =
            Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "自治区直辖县级行政单位");
    private static final Pattern COUNTRY = Pattern.compile("^(?:中华人民共和国|中国)");

    /// 南京路, 成都东大街, 长沙商场: a place's short name there is a part of another name.
    private static final Pattern GOES_ON =
            Pattern.compile("^[东南西北中一二三四五六七八九十]?(?:路|街|大街|大道|道|巷|弄|胡同|广场|大厦|饭店|商场|村|里|桥)");

    private AddressText() {}

    static Match match(RegionIndex index, String... parts) {
        Region at = null;
        var rest = new ArrayList<String>();
        for (var part : parts) {
            var folded = Folding.fold(part);
            if (folded.isEmpty() || FILLERS.contains(folded)) {
                continue;
            }
            var found = index.named(folded, at);
            if (found.isEmpty()) {
                found = index.called(folded, at);
            }
            if (found.isPresent()) {
                at = found.get();
            } else if (!isNameOf(at, folded) && !isShortNameOf(at, folded)) {
                rest.add(part.strip());
            }
        }
        return new Match(at == null ? List.of() : index.path(at), String.join("", rest));
    }

    static Match split(RegionIndex index, String address) {
        var head = new Head(address);
        Region at = null;
        int position = head.after(0, COUNTRY);
        while (true) {
            position = head.afterSeparators(position);
            var step = step(index, head, position, at);
            if (step == null) {
                break;
            }
            at = step.region() == null ? at : step.region();
            position += step.length();
        }
        return new Match(at == null ? List.of() : index.path(at), head.rest(position));
    }

    private record Step(@Nullable Region region, int length) {}

    private static @Nullable Step step(
            RegionIndex index, Head head, int position, @Nullable Region at) {
        for (int length = head.longest(position, index.longestName()); length >= 2; length--) {
            var word = head.word(position, length);
            if (FILLERS.contains(word)) {
                return new Step(null, length);
            }
            boolean whole = !head.goesOn(position + length);
            var found = index.named(word, at);
            if (found.isEmpty() && whole) {
                found = index.called(word, at);
            }
            if (found.isPresent()) {
                return new Step(found.get(), length);
            }
            if (isNameOf(at, word) || whole && isShortNameOf(at, word)) {
                return new Step(null, length);
            }
        }
        return null;
    }

    private static boolean isNameOf(@Nullable Region region, String folded) {
        return region != null && Folding.fold(region.name()).equals(folded);
    }

    private static boolean isShortNameOf(@Nullable Region region, String folded) {
        return region != null && Folding.fold(RegionNames.shortForm(region.name())).equals(folded);
    }

    /// The folded head of an address that knows where each of its characters came from.
    private static final class Head {
        private final String address;
        private final String folded;
        private final int[] origins;

        Head(String address) {
            this.address = address;
            var text = new StringBuilder();
            var from = new ArrayList<Integer>();
            int end = Math.min(address.length(), HEAD);
            int at = 0;
            while (at < end) {
                int length = Character.charCount(address.codePointAt(at));
                var piece = Folding.fold(address.substring(at, at + length));
                text.append(piece);
                for (int i = 0; i < piece.length(); i++) {
                    from.add(at);
                }
                at += length;
            }
            from.add(at);
            folded = text.toString();
            origins = from.stream().mapToInt(Integer::intValue).toArray();
        }

        int longest(int position, int longestName) {
            return Math.min(longestName, folded.length() - position);
        }

        String word(int position, int length) {
            return folded.substring(position, position + length);
        }

        boolean goesOn(int position) {
            return GOES_ON.matcher(folded.substring(position)).find();
        }

        int after(int position, Pattern what) {
            var found = what.matcher(folded.substring(position));
            return found.find() ? position + found.end() : position;
        }

        int afterSeparators(int position) {
            int at = position;
            while (at < folded.length() && "-/,;:、·.>|".indexOf(folded.charAt(at)) >= 0) {
                at++;
            }
            return at;
        }

        String rest(int position) {
            return address.substring(origins[position]).strip();
        }
    }
}
