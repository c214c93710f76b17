package org.garuda.channels.tck.kit.json;

import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text for all spellings of a number, so that {@code 1.0e3}, {@code 1000} and {@code 1e+3} are one value.
 *
 * <p>A number with a fraction or an exponent is the double nearest to it, as it was on the recorded server. An integer
 * is exact at any size: one that a double cannot hold differs from its neighbours, and from a float of that size.
 */
public final class CanonicalNumber {

    private static final Pattern NUMBER = Pattern.compile("(-?)(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?");
    private static final long LARGEST_SAFE_INTEGER = (1L << 53) - 1;

    private CanonicalNumber() {}

    public static String of(String source) {
        Matcher parts = NUMBER.matcher(source);
        if (!parts.matches()) {
            return source;
        }
        String fraction = Objects.requireNonNullElse(parts.group(3), "");
        boolean integer = parts.group(3) == null && parts.group(4) == null;
        String digits = withoutLeadingZeros(parts.group(2) + fraction);
        if (digits.isEmpty()) {
            return "0";
        }
        double nearest = Double.parseDouble(source);
        if (Math.abs(nearest) <= LARGEST_SAFE_INTEGER && nearest == Math.rint(nearest) && nearest != 0) {
            return Long.toString((long) nearest);
        }
        if (!integer && Double.isFinite(nearest) && nearest != 0) {
            return Double.toString(nearest);
        }
        BigInteger exponent = new BigInteger(Objects.requireNonNullElse(parts.group(4), "0"));
        return parts.group(1) + exact(digits, exponent.subtract(BigInteger.valueOf(fraction.length())));
    }

    /** Lower case {@code e} and no point: no {@link Double#toString} looks like it. */
    private static String exact(String digits, BigInteger exponent) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end) + "e" + exponent.add(BigInteger.valueOf(digits.length() - end));
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
