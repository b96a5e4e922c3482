package io.kedang.kernel;

/// The version of a record as the headers `ETag` and `If-Match` carry it: `"7"`.
public final class Version {
    private Version() {}

    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /// Refuses what is not a version that we gave out; a bare number is taken as well.
    public static int parse(String ifMatch) {
        var digits = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!digits.matches("\\d{1,9}")) {
            throw new Refusal(RequestProblem.WRONG_PARAMETER, "If-Match", ifMatch);
        }
        return Integer.parseInt(digits);
    }
}
