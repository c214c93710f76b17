package org.garuda.channels.tck.servers.server;

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

    /** The artifact in a POM, without something that it depends on. */
    String dependency(String without) {
        String[] excluded = without.split(":");
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                      <type>%s</type>
                      <exclusions>
                        <exclusion>
                          <groupId>%s</groupId>
                          <artifactId>%s</artifactId>
                        </exclusion>
                      </exclusions>
                    </dependency>
                """.formatted(group, id, version, type, excluded[0], excluded[1]);
    }
}
