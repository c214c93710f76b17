package org.garuda.channels.tck.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges a folder into which a release has been deployed, and whether a second build made the same bytes. */
public final class Release {

    private Release() {}

    /**
     * Prints what is wrong, a line for each problem, and exits with 1 if there is any; with 2 when the arguments are
     * not understood.
     *
     * @param args the folder of the signed release and, to be compared with it, the one of another build
     * @throws IOException when a folder cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: release.jar FOLDER [FOLDER-OF-ANOTHER-BUILD]");
            System.exit(2);
        }
        Bundle bundle = Bundle.read(Path.of(args[0]));
        List<String> problems = new ArrayList<>(bundle.problems());
        if (args.length == 2) {
            problems.addAll(bundle.differences(Bundle.read(Path.of(args[1]))));
        }
        problems.forEach(System.err::println);
        if (!problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println("the release is complete: " + bundle.size() + " files"
                + (args.length == 2 ? ", byte for byte those of the other build" : ""));
    }
}
