package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Singleton;
import java.util.List;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    abstract static class Plain implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }

    @Channel("rooms:*")
    static class Rooms extends Plain {}

    @Channel("rooms:*")
    static class OtherRooms extends Plain {}

    @Channel(value = "rooms:*", sockets = "/admin")
    static class AdminRooms extends Plain {}

    @Channel(value = "rooms:*", sockets = "/public")
    static class PublicRooms extends Plain {}

    @Channel("ro*ms")
    static class BadPattern extends Plain {}

    @Channel("rooms:{id")
    static class Template extends Plain {}

    @Channel("rooms:{id}")
    static class ById extends Plain {}

    @Channel("rooms:{name}")
    static class ByName extends Plain {}

    @Channel("")
    static class EmptyPattern extends Plain {}

    @Channel({})
    static class NoPattern extends Plain {}

    @Channel("carts:*")
    @RequestScoped
    static class ForOneRequest extends Plain {}

    @Channel("sealed:*")
    static final class Final extends Plain {}

    @Channel("sealed:*")
    @Singleton
    static final class FinalSingleton extends Plain {}

    @Channel("sealed:*")
    static class FinalMethod extends Plain {
        @Override
        public final void incomingMessage(ChannelConn conn, ChannelEvent event) {}
    }

    @Channel("lost:*")
    static class NoHandler {}

    @ApplicationScoped
    static class EveryTopic extends Plain {}

    @ApplicationScoped
    static class Factory {
        @Produces
        @ApplicationScoped
        Made made() {
            return new Made();
        }
    }

    @ApplicationScoped
    static class SecretiveFactory {
        @Produces
        @ApplicationScoped
        ChannelHandler made() {
            return new Made();
        }
    }

    @Channel("made:*")
    static class Made extends Plain {}

    private static String refusal(Class<?>... beans) {
        Exception refusal =
                assertThrows(Exception.class, () -> Containers.start(beans).close());
        return String.valueOf(refusal.getMessage());
    }

    private static void assertNames(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" is not in: " + message);
        }
    }

    @Test
    void routesCarryTheClassAndItsPatternsAndNotTheProxys() {
        try (SeContainer container = Containers.start(Rooms.class, FinalSingleton.class, EveryTopic.class)) {
            List<Route> routes = container.select(CdiChannels.class).get().routes();
            assertEquals(
                    List.of(EveryTopic.class.getName(), FinalSingleton.class.getName(), Rooms.class.getName()),
                    routes.stream().map(Route::name).toList());
            assertEquals(
                    List.of(List.of("*"), List.of("sealed:*"), List.of("rooms:*")),
                    routes.stream().map(Route::patterns).toList());
        }
    }

    @Test
    void aProducedHandlerIsKnownByTheTypeItIsProducedAs() {
        try (SeContainer container = Containers.start(Factory.class)) {
            Route route = container.select(CdiChannels.class).get().routes().get(0);
            assertEquals(Made.class.getName(), route.name());
            assertEquals(List.of("made:*"), route.patterns());
        }
    }

    @Test
    void twoHandlersOfOnePatternFailTheDeployment() {
        assertNames(
                refusal(Rooms.class, OtherRooms.class),
                Rooms.class.getName(),
                OtherRooms.class.getName(),
                "\"rooms:*\"",
                "give one of them another pattern");
    }

    @Test
    void twoTemplatesOfOneShapeFailTheDeployment() {
        assertNames(
                refusal(ById.class, ByName.class),
                ById.class.getName(),
                ByName.class.getName(),
                "take the topics \"rooms:{id}\", as \"rooms:{name}\"",
                "give one of them another pattern");
        Containers.start(ById.class, Rooms.class).close();
    }

    @Test
    void onePatternOnTwoSocketsIsFineButNotOnEverySocket() {
        assertNames(refusal(Rooms.class, AdminRooms.class), AdminRooms.class.getName(), "\"rooms:*\"");
        Containers.start(PublicRooms.class, AdminRooms.class).close();
    }

    @Test
    void aBadPatternFailsTheDeployment() {
        assertNames(refusal(BadPattern.class), BadPattern.class.getName(), "\"ro*ms\"", "one trailing \"*\"");
        assertNames(refusal(Template.class), Template.class.getName(), "\"rooms:{id\"", "no name of a variable");
        assertNames(refusal(EmptyPattern.class), EmptyPattern.class.getName(), "\"\"", "exact topic");
        assertNames(refusal(NoPattern.class), NoPattern.class.getName(), "at least one pattern");
    }

    @Test
    void aScopeShorterThanTheApplicationFailsTheDeployment() {
        assertNames(
                refusal(ForOneRequest.class),
                ForOneRequest.class.getName(),
                "\"carts:*\"",
                "RequestScoped",
                "make it @ApplicationScoped");
    }

    @Test
    void aClassThatCannotHaveAProxyFailsTheDeployment() {
        assertNames(refusal(Final.class), Final.class.getName(), "\"sealed:*\"", "remove \"final\"");
        assertNames(refusal(FinalMethod.class), "incomingMessage", FinalMethod.class.getName(), "remove \"final\"");
    }

    @Test
    void channelOnSomethingElseThanAHandlerFailsTheDeployment() {
        assertNames(refusal(NoHandler.class), NoHandler.class.getName(), "implement that interface");
    }

    @Test
    void aProducerThatHidesTheHandlersClassFailsTheDeployment() {
        assertNames(refusal(SecretiveFactory.class), SecretiveFactory.class.getName(), "handler's own class");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        String message = refusal(BadPattern.class, Rooms.class, OtherRooms.class);
        assertNames(message, BadPattern.class.getName(), OtherRooms.class.getName());
    }
}
