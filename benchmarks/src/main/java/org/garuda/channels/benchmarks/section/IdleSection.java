package org.garuda.channels.benchmarks.section;

import java.time.Duration;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.load.Idle;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.ServerProcess;

/** What a connection costs that says nothing. */
public final class IdleSection implements Section {

    private static final int CONNECTIONS = 8000;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final double KIB_PER_MIB = 1024;

    @Override
    public String id() {
        return "idle";
    }

    @Override
    public Written run(Setup setup) {
        int clients = setup.clients(CONNECTIONS);
        Table table = new Table(
                "Server", "KiB a connection", "RSS with 0, MiB", "RSS with " + Table.count(clients) + ", MiB");
        for (Contender contender : setup.contenders()) {
            try (ServerProcess server = contender.start()) {
                Idle.Result result = Idle.run(clients, REST, server.target());
                setup.log().println("idle     " + contender.id() + " " + result);
                table.row(
                        contender.title(),
                        Table.tenths(result.kibPerClient()),
                        Table.tenths(result.before() / KIB_PER_MIB),
                        Table.tenths(result.after() / KIB_PER_MIB));
            } catch (LoadException e) {
                setup.log().println("idle     " + contender.id() + " " + e.getMessage());
                table.row(contender.title(), "–", "–", String.valueOf(e.getMessage()));
            }
        }
        return Written.of(
                "## Idle connections\n\nResident memory of the server's process, each started anew: once after 200 clients"
                        + " have come and gone, and once with " + Table.count(clients)
                        + " that have joined a topic and say nothing; JVMs have collected their garbage before. The memory that the kernel holds for"
                        + " the sockets is not in it.\n\n" + table);
    }
}
