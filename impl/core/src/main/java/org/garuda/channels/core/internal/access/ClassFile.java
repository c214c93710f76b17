package org.garuda.channels.core.internal.access;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The class file of a class, as far as it tells of annotations that the virtual machine leaves out without a word when
 * their own classes are missing. Every annotation that is written has its type among the texts of the constant pool, so
 * those are all that is read.
 */
public final class ClassFile {

    private static final int MAGIC = 0xCAFEBABE;

    private ClassFile() {}

    /**
     * The types, as class names, whose descriptors are among the class's constants and begin with one of the prefixes;
     * empty if there is no class file to read.
     */
    public static Optional<Set<String>> mentions(Class<?> type, Set<String> packages) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return bytes == null ? Optional.empty() : Optional.of(mentions(new DataInputStream(bytes), packages));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> mentions(DataInputStream in, Set<String> packages) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt(); // The version.
        Set<String> found = new HashSet<>();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    if (text.startsWith("L") && text.endsWith(";")) {
                        String name = text.substring(1, text.length() - 1).replace('/', '.');
                        if (packages.stream().anyMatch(name::startsWith)) {
                            found.add(name);
                        }
                    }
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // Takes the place of two.
                }
                case 7, 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("a constant of the unknown kind " + tag);
            }
        }
        return found;
    }
}
