package org.garuda.channels.tck.user;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of the library that class files name: in code, in signatures and in annotations. */
final class UsedTypes {

    private static final Pattern NAME = Pattern.compile("org/garuda/channels/[\\w$/]+");

    private static final int UTF8 = 1;

    private final Set<String> names = new HashSet<>();

    private UsedTypes() {}

    /** Those that the classes of a folder name. */
    static UsedTypes in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        UsedTypes used = new UsedTypes();
        for (Path file : files) {
            used.read(Files.readAllBytes(file));
        }
        return used;
    }

    boolean contain(String type) {
        return names.contains(type.replace('.', '/'));
    }

    /** Whatever a class file names is a text of its constant pool, alone or in a descriptor. */
    private void read(byte[] file) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                if (tag == UTF8) {
                    names(in.readUTF());
                } else {
                    in.skipNBytes(length(tag));
                    i += tag == 5 || tag == 6 ? 1 : 0; // A long or a double takes two places.
                }
            }
        }
    }

    private void names(String text) {
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group());
        }
    }

    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("no constant has the tag " + tag);
        };
    }
}
