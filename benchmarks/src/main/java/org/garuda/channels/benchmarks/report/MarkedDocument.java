package org.garuda.channels.benchmarks.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of which parts are written by a program: each stands between two comments, and the rest belongs to people.
 */
public final class MarkedDocument {

    private String text;

    public MarkedDocument(String text) {
        this.text = text;
    }

    /** Replaces a part, or adds it at the end when the document does not have it. */
    public void put(String part, String content) {
        String begin = "<!-- begin " + part + ": written by benchmarks/run -->";
        String end = "<!-- end " + part + " -->";
        String whole = begin + "\n" + content.strip() + "\n" + end;
        Pattern there = Pattern.compile(
                "<!-- begin " + Pattern.quote(part) + "\\b[^\\n]*?-->.*?" + Pattern.quote(end), Pattern.DOTALL);
        Matcher matcher = there.matcher(text);
        text = matcher.find()
                ? text.substring(0, matcher.start()) + whole + text.substring(matcher.end())
                : text.strip() + "\n\n" + whole + "\n";
    }

    @Override
    public String toString() {
        return text;
    }
}
