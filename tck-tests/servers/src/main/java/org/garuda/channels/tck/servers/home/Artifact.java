package org.garuda.channels.tck.servers.home;

/**
 * What Maven calls a file.
 *
 * @param group its group id
 * @param id its artifact id
 * @param version its version
 * @param type such as {@code zip}
 */
record Artifact(String group, String id, String version, String type) {

    /** Reads {@code group:id:version:type}. */
    static Artifact parse(String coordinates) {
        String[] parts = coordinates.split(":");
        if (parts.length != 4) {
            throw new IllegalArgumentException("not group:artifact:version:type: " + coordinates);
        }
        return new Artifact(parts[0], parts[1], parts[2], parts[3]);
    }

    String coordinates() {
        return String.join(":", group, id, version, type);
    }

    String fileName() {
        return id + "-" + version + "." + type;
    }

    /** The artifact in a POM. */
    String dependency() {
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                      <type>%s</type>
                    </dependency>
                """.formatted(group, id, version, type);
    }
}
