package org.garuda.channels.tck.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM that tells whoever finds it what the artefact is, whose, and under which terms. */
final class ReleasedPom {

    /** What a POM without a parent of ours has to say itself. */
    private static final List<String> OWN =
            List.of("url", "licenses", "developers", "scm", "issueManagement", "organization");

    private final String artifact;
    private final Map<String, Element> elements = new LinkedHashMap<>();

    ReleasedPom(String artifact, Path file) throws IOException {
        this.artifact = artifact;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            children(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement())
                    .forEach(element -> elements.put(element.getTagName(), element));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read as XML", e);
        }
    }

    List<String> problems(String parent, String bom, List<String> library) {
        List<String> problems = new ArrayList<>();
        boolean alone = artifact.equals(parent) || artifact.equals(bom);
        List<String> needed = new ArrayList<>(List.of("name", "description"));
        needed.addAll(alone ? OWN : List.of("parent"));
        for (String element : needed) {
            if (!elements.containsKey(element)
                    || elements.get(element).getTextContent().isBlank()) {
                problems.add(artifact + ".pom has no " + element);
            }
        }
        for (String element : List.of("repositories", "pluginRepositories", "distributionManagement")) {
            if (elements.containsKey(element)) {
                problems.add(artifact + ".pom has " + element + ", and must name no place to get or put anything");
            }
        }
        if (artifact.equals(bom)) {
            if (elements.containsKey("parent")) {
                problems.add(artifact + ".pom has a parent, whose managed dependencies whoever imports it would get");
            }
            List<String> managed = managed();
            if (!managed.equals(library)) {
                problems.add(artifact + ".pom manages " + managed + ", not " + library);
            }
        }
        return problems;
    }

    private List<String> managed() {
        Element management = elements.get("dependencyManagement");
        if (management == null) {
            return List.of();
        }
        NodeList dependencies = management.getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(index -> (Element) dependencies.item(index))
                .map(dependency ->
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent())
                .toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
