package org.garuda.channels.tck.servers.home;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * Payara Micro with a file that is deployed and undeployed as it comes and goes, which other servers do by themselves. Runs in the JVM of the server, and reaches it by
 * reflection, so that nothing has to be downloaded to compile this.
 */
public final class PayaraMicroWatch {

    private static final long PAUSE_MILLIS = 300;

    private final Class<?> type;
    private final Object runtime;
    private final File war;

    private PayaraMicroWatch(Class<?> type, Object runtime, File war) {
        this.type = type;
        this.runtime = runtime;
        this.war = war;
    }

    /**
     * Starts the server, and watches until the process is told to stop.
     *
     * @param args the WAR, which is there, and then the options of Payara Micro
     * @throws ReflectiveOperationException when this is another Payara than the one that is known
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        String[] options = new String[args.length - 1];
        System.arraycopy(args, 1, options, 0, options.length);
        Object server = Class.forName("fish.payara.micro.boot.PayaraMicroLauncher")
                .getMethod("create", String[].class)
                .invoke(null, (Object) options);
        Object runtime = Class.forName("fish.payara.micro.boot.PayaraMicroBoot")
                .getMethod("getRuntime")
                .invoke(server);
        new PayaraMicroWatch(
                        Class.forName("fish.payara.micro.PayaraMicroRuntime"),
                        runtime,
                        Path.of(args[0]).toFile())
                .watch();
    }

    private void watch() throws ReflectiveOperationException, InterruptedException {
        Method deploy = type.getMethod("deploy", String.class, String.class, File.class);
        Method undeploy = type.getMethod("undeploy", String.class);
        boolean there = false;
        while (true) {
            if (war.exists() != there) {
                there = !there;
                if (there) {
                    deploy.invoke(runtime, ServerKind.APP, ServerKind.APP, war);
                } else {
                    undeploy.invoke(runtime, ServerKind.APP);
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
