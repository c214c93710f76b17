package org.garuda.channels.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class BarChartTest {

    @Test
    void isWellFormedWithABarForEachNumber() throws Exception {
        BarChart chart = new BarChart("Deliveries < \"all\" & more");
        chart.bar("one & two", "a", 10);
        chart.bar("one & two", "b", 20);
        chart.bar("three", "a", Double.NaN);
        chart.bar("three", "b", 5);

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));

        int legend = 2;
        assertEquals(legend + 3, document.getElementsByTagName("rect").getLength());
    }
}
