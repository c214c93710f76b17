package org.garuda.channels.tck.jcstress;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/**
 * Runs the races with the options of JCStress ({@code -h} tells them), and fails unless each has only outcomes that are
 * allowed. {@code --short} is for a look: one kind of JVM, a few seconds for each race. Reports go below the folder of
 * the jar.
 */
public final class Main {

    private static final List<String> SHORT =
            List.of(("-jvmArgs -Xmx512m -sc false -f 1 -fsm 1 -iters 1 -time 2000 -strideSize 64 -strideCount 1"
                            + " -af NONE -spinStyle THREAD_YIELD")
                    .split(" "));

    private Main() {}

    /** Ends with an exception, and so with status 1, on a forbidden outcome or an error. */
    public static void main(String[] args) throws Exception {
        Path reports = reports();
        List<String> all = new ArrayList<>(List.of("-r", reports.toString()));
        for (String arg : args) {
            all.addAll(arg.equals("--short") ? SHORT : List.of(arg));
        }
        Path results = reports.resolve("results.bin.gz");
        Options options = new Options(all.toArray(new String[0])) {
            @Override
            public String getResultFile() {
                return results.toString();
            }
        };
        if (!options.parse()) {
            System.exit(1);
        }
        JCStress races = new JCStress(options);
        if (options.shouldList()) {
            races.getTests().forEach(System.out::println);
            return;
        }
        Files.deleteIfExists(results);
        races.run();
        if (!Files.exists(results)) {
            throw new IllegalStateException("no race was run");
        }
    }

    private static Path reports() throws IOException, URISyntaxException {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.createDirectories(jar.resolveSibling("jcstress-reports"));
    }
}
