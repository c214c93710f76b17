package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.hostile.server.ProcessFacts;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * Looks into the JVM of a server, by the JDK's own {@code jcmd}.
 *
 * @param app whose server
 */
record Jvm(HostedApp app) {

    private static final Pattern USED = Pattern.compile("(?:heap|generation)\\s+total.*used (\\d+)K");

    /** What the heap holds after a collection, in MiB. */
    long heapMegabytes() throws IOException, InterruptedException {
        return heapKilobytes() / 1024;
    }

    /** The same in KiB. */
    long heapKilobytes() throws IOException, InterruptedException {
        collect();
        long kilobytes = 0;
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes;
    }

    /** How many versions of a class are loaded after a collection, each by another class loader. */
    int loaded(String className) throws IOException, InterruptedException {
        collect();
        Matcher found = Pattern.compile(Pattern.quote(className) + "/0x[0-9a-f]+")
                .matcher(jcmd("VM.class_hierarchy", className));
        int count = 0;
        while (found.find()) {
            count++;
        }
        return count;
    }

    /** The names of the threads that match. */
    List<String> threads(String regex) throws IOException, InterruptedException {
        Matcher found =
                Pattern.compile("^\"(" + regex + ")\"", Pattern.MULTILINE).matcher(jcmd("Thread.print"));
        List<String> names = new ArrayList<>();
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** More than once, since what one collection has finished, the next one frees. */
    private void collect() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            jcmd("GC.run");
        }
    }

    private String jcmd(String... words) throws IOException, InterruptedException {
        String output = new ProcessFacts(app.pid()).jcmd(words);
        if (output.isEmpty()) {
            throw new IOException(app.kind() + " does not answer to jcmd " + String.join(" ", words));
        }
        return output;
    }
}
