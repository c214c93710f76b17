package org.garuda.channels.core.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.annotation.security.RunAs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Rule CLERK = new Rule(false, Set.of("clerk"));
    private static final Rule ADMIN = new Rule(false, Set.of("admin"));

    @Test
    void aHandlerThatSaysNothingIsForEverybody() {
        assertEquals(Access.OPEN, AccessReader.of(Plain.class));
        ChannelHandler lambda = (conn, event) -> conn.allowJoin(event);
        assertEquals(Access.OPEN, AccessReader.of(lambda.getClass()));
    }

    @Test
    void aClassMeansJoinsAndMessagesButNotWhoMayConnect() {
        assertEquals(new Access(Rule.EVERYBODY, CLERK, CLERK, Set.of("clerk")), AccessReader.of(ForClerks.class));
    }

    @Test
    void aMethodCountsBeforeItsClass() {
        assertEquals(
                new Access(ADMIN, Rule.NOBODY, Rule.EVERYBODY, Set.of("admin", "clerk")), AccessReader.of(Mixed.class));
    }

    @Test
    void aMethodKeepsTheAnnotationsOfTheClassThatImplementsIt() {
        Access access = AccessReader.of(Heir.class);
        assertEquals(CLERK, access.join());
        assertEquals(ADMIN, access.message());
    }

    @Test
    void aMethodThatOverridesWithoutAnAnnotationStaysProtected() {
        assertEquals(CLERK, AccessReader.of(Overriding.class).join());
        assertEquals(ADMIN, AccessReader.of(OverridingMethod.class).message());
    }

    @Test
    void aClassProtectsTheMethodsItInheritsFromOneThatSaysNothing() {
        assertEquals(ADMIN, AccessReader.of(Late.class).join());
    }

    @Test
    void declaredRolesAreAskedOfTheServerToo() {
        assertEquals(
                Set.of("clerk", "auditor"), AccessReader.of(Declaring.class).roles());
    }

    @Test
    void noRolesMeanNobody() {
        assertEquals(Rule.NOBODY, AccessReader.of(Nobody.class).join());
    }

    @Test
    void whatCannotBeHonouredIsRefusedWithClassMethodAndRemedy() {
        refused(OnLeave.class, "OnLeave.leaveChannel", "@RolesAllowed", "annotate joinChannel or incomingMessage");
        refused(OnEnd.class, "OnEnd.terminated", "@DenyAll", "the server that calls it");
        refused(OnHelper.class, "OnHelper.report", "no callback", "move it into a bean of its own");
        refused(OnOverload.class, "OnOverload.joinChannel", "no callback");
        refused(Twice.class, "Twice.joinChannel", "@PermitAll", "@RolesAllowed", "keep one of them");
        refused(Running.class, "Running", "@RunAs", "enterprise bean");
        refused(ByInterface.class, "Guarded", "ByInterface", "write it on the class");
    }

    @Test
    void permitAllSaysNothingNewOfCallbacksThatTheServerCalls() {
        assertEquals(Rule.EVERYBODY, AccessReader.of(Permissive.class).join());
    }

    @Test
    void anAnnotationWhoseClassIsMissingIsFoundInTheClassFile() throws ReflectiveOperationException {
        Class<?> blind = new Without("jakarta.annotation.").loadClass(ForClerks.class.getName());
        assertEquals(0, blind.getAnnotations().length, "the virtual machine says nothing of it");
        refused(blind, "ForClerks", "jakarta.annotation.security.RolesAllowed", "missing", "jakarta.annotation-api");
        Class<?> onMethod = new Without("jakarta.annotation.").loadClass(Heir.class.getName());
        refused(onMethod, "Base", "jakarta.annotation.security.RolesAllowed");
        assertEquals(Access.OPEN, AccessReader.of(new Without("jakarta.annotation.").loadClass(Plain.class.getName())));
    }

    @Test
    void aClassThatCannotBeLookedIntoIsRefusedWhereAnnotationsWouldBeLost() throws ReflectiveOperationException {
        Class<?> hidden = new Without("jakarta.annotation.") {
            @Override
            public InputStream getResourceAsStream(String name) {
                return null;
            }
        }.loadClass(ForClerks.class.getName());
        refused(hidden, "ForClerks", "jakarta.annotation-api");
    }

    @Test
    void annotationsOfAnotherClassLoaderCount() throws ReflectiveOperationException {
        Class<?> elsewhere = new Without("nothing").loadClass(ForClerks.class.getName());
        assertEquals(CLERK, AccessReader.of(elsewhere).join());
    }

    private static void refused(Class<?> handler, String... words) {
        List<String> problems = AccessReader.problems(handler);
        assertTrue(!problems.isEmpty(), handler + " was taken");
        String message = assertThrows(IllegalArgumentException.class, () -> AccessReader.of(handler))
                .getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), () -> word + " is not in: " + message);
        }
    }

    /** Loads this test's handlers, and the annotations, itself; but finds no class whose name begins like that. */
    private static class Without extends ClassLoader {
        private final String missing;

        Without(String missing) {
            super(AccessTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith(missing)) {
                    throw new ClassNotFoundException(name);
                }
                boolean own =
                        name.startsWith(AccessTest.class.getName() + "$") || name.startsWith("jakarta.annotation.");
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : own ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static class Plain implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}
    }

    @RolesAllowed("clerk")
    static class ForClerks extends Plain {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}
    }

    @RolesAllowed("clerk")
    static class Mixed extends Plain {
        @Override
        @RolesAllowed("admin")
        public void connect(ChannelHandshake handshake) {}

        @Override
        @DenyAll
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}

        @Override
        @PermitAll
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    @RolesAllowed("clerk")
    static class Base implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}

        @Override
        @RolesAllowed("admin")
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    @PermitAll
    static class Heir extends Base {}

    static class Overriding extends Base {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}
    }

    static class OverridingMethod extends Base {
        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    @RolesAllowed("admin")
    static class Late extends Plain {}

    @DeclareRoles("auditor")
    @RolesAllowed("clerk")
    static class Declaring extends Plain {}

    @RolesAllowed({})
    static class Nobody extends Plain {}

    static class OnLeave extends Plain {
        @Override
        @RolesAllowed("clerk")
        public void leaveChannel(ChannelConn conn, ChannelEvent event) {}
    }

    static class OnEnd extends Plain {
        @Override
        @DenyAll
        public void terminated(ChannelConn conn, TerminationReason reason) {}
    }

    static class OnHelper extends Plain {
        @RolesAllowed("clerk")
        void report() {}
    }

    static class OnOverload extends Plain {
        @RolesAllowed("clerk")
        void joinChannel(ChannelConn conn) {}
    }

    static class Twice extends Plain {
        @Override
        @PermitAll
        @RolesAllowed("clerk")
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}
    }

    @RunAs("admin")
    static class Running extends Plain {}

    interface Guarded extends ChannelHandler {
        @Override
        @RolesAllowed("clerk")
        default void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    static class ByInterface extends Plain implements Guarded {
        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    static class Permissive extends Plain {
        @Override
        @PermitAll
        public void disconnect(ChannelClient client) {}
    }
}
