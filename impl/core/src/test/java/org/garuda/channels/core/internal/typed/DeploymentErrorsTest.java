package org.garuda.channels.core.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.typed.Assign;
import org.garuda.channels.typed.Event;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnDisconnect;
import org.garuda.channels.typed.OnError;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.OnLeave;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.OnTerminated;
import org.garuda.channels.typed.Reply;
import org.garuda.channels.typed.TopicVar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake by its sentence, in which {@code $} stands for this class. */
class DeploymentErrorsTest {

    @Channel("a:{id}")
    abstract static class Base {
        @OnJoin
        void join() {}
    }

    @Channel("a:*")
    static class NoJoin {
        @On("a")
        void a() {}
    }

    @Channel({})
    static class NoTopics {
        @OnJoin
        void join() {}
    }

    @Channel({})
    static class TalkingDoor {
        @OnConnect
        void connect() {}

        @On("a")
        void a() {}
    }

    static class TwoForOneEvent extends Base {
        @On("a")
        void first() {}

        @On("a")
        void second() {}
    }

    static class TwoJoins extends Base {
        @OnJoin
        void also() {}
    }

    static class Private extends Base {
        @On("a")
        private void a() {}
    }

    static class Static extends Base {
        @On("a")
        static void a() {}
    }

    static class Final extends Base {
        @On("a")
        final void a() {}
    }

    static class TwoPayloads extends Base {
        @On("a")
        void a(List<String> one, int other) {}
    }

    static class GenericPayload extends Base {
        @On("a")
        <T> void a(T payload) {}
    }

    static class UnknownVariable extends Base {
        @On("a")
        void a(@TopicVar("name") String name) {}
    }

    static class UnnamedVariable extends Base {
        @On("a")
        void a(@TopicVar String id) {}
    }

    static class UnconvertibleVariable extends Base {
        @On("a")
        void a(@TopicVar("id") List<String> id) {}
    }

    static class NamelessEvent extends Base {
        @On
        void a(String payload) {}
    }

    static class ReservedEvent extends Base {
        @On("phx_join")
        void a() {}
    }

    @Event("phx_leave")
    record Leaving() {}

    static class ReservedByItsClass extends Base {
        @On
        void a(Leaving payload) {}
    }

    static class ReservedOut extends Base {
        @OnOut("phx_reply")
        String a() {
            return "";
        }
    }

    static class ErrorOfNothing extends Base {
        @OnError
        Reply a() {
            return Reply.ok();
        }
    }

    static class ErrorOfSomethingElse extends Base {
        @OnError
        Reply a(String text) {
            return Reply.ok();
        }
    }

    static class TwoErrorsOfOneType extends Base {
        @OnError
        Reply a(IllegalStateException e) {
            return Reply.ok();
        }

        @OnError
        Reply b(IllegalStateException e) {
            return Reply.ok();
        }
    }

    static class ErrorWithoutReply extends Base {
        @OnError
        String a(IllegalStateException e) {
            return "";
        }
    }

    record User(String name) {}

    static class PayloadOfTheUsersType extends Base {
        @OnConnect
        User connect() {
            return new User("");
        }

        @On("a")
        void a(User user, User renamed) {}
    }

    @Channel("b:*")
    static class AnotherUser {
        @OnConnect
        User connect() {
            return new User("");
        }

        @OnJoin
        void join() {}
    }

    @Channel(value = "c:*", sockets = "/c")
    static class UserOfOneSocket {
        @OnConnect
        User connect() {
            return new User("");
        }

        @OnJoin
        void join() {}
    }

    static class UserOfEverySocket extends Base {
        @On("a")
        void a(User user) {}
    }

    static class TwoAnnotations extends Base {
        @On("a")
        @OnOut("a")
        String a() {
            return "";
        }
    }

    static class Misplaced extends Base {
        @OnConnect
        void connect(ChannelConn conn) {}

        @OnDisconnect
        void disconnect(@TopicVar("id") String id, @Assign("a") String a) {}

        @On("a")
        void a(TerminationReason reason) {}

        @OnTerminated
        void terminated(ChannelEvent event) {}

        @OnLeave
        void leave(String payload) {}
    }

    static class UselessResults extends Base {
        @OnJoined
        String joined() {
            return "";
        }

        @OnOut("a")
        void out() {}

        @OnConnect
        CompletionStage<User> connect() {
            throw new IllegalStateException();
        }
    }

    @Channel("a:*")
    static class JoinedAlone implements org.garuda.channels.ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {}

        @OnJoined
        void joined() {}
    }

    interface Shared {
        @On("a")
        default void a() {}
    }

    static class Implementing extends Base implements Shared {}

    static class RolesOnAServersCall extends Base {
        @OnTerminated
        @RolesAllowed("clerk")
        void terminated() {}
    }

    public record Note(@NotBlank String text) {}

    static class UnvalidatedPayload extends Base {
        @On("a")
        void a(Note note) {}

        @On("b")
        void b(@Valid Note note) {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of(
                        "$NoJoin has no method with @OnJoin, so that nobody could join its topics; write one, if only @OnJoin void"
                                + " join() {}",
                        NoJoin.class),
                of(
                        "the channel handler $NoTopics names no topics; write at least one pattern in @Channel, like \"rooms:*\"",
                        NoTopics.class),
                of(
                        "$TalkingDoor has methods for messages, but names no topics; write the pattern in @Channel, like \"rooms:*\"",
                        TalkingDoor.class),
                of(
                        "both $TwoForOneEvent.first and $TwoForOneEvent.second are for the event \"a\"; keep one of them",
                        TwoForOneEvent.class),
                of("both $TwoJoins.also and $Base.join are annotated with @OnJoin; keep one of them", TwoJoins.class),
                of(
                        "$Private.a is private, so that a container's proxy would run it without the bean's fields; remove"
                                + " \"private\"",
                        Private.class),
                of("$Static.a is static, but a handler is an object; remove \"static\"", Static.class),
                of(
                        "$Final.a is final, so that a container's proxy would run it without the bean's fields; remove \"final\"",
                        Final.class),
                of(
                        "$TwoPayloads.a takes two payloads, a java.util.List<java.lang.String> and a int; a message has one, so make"
                                + " a record of both, or annotate what is none with @TopicVar or @Assign",
                        TwoPayloads.class),
                of(
                        "$GenericPayload.a takes a payload of the type T, of which nobody can tell what it is; write a type without"
                                + " variables",
                        GenericPayload.class),
                of(
                        "$UnknownVariable.a takes the topic variable \"name\", which the pattern \"a:{id}\" does not have; write"
                                + " {name} in the pattern, or correct @TopicVar",
                        UnknownVariable.class),
                of(
                        "$UnnamedVariable.a takes a topic variable whose name is not in the class file; compile with -parameters, or"
                                + " write it, like @TopicVar(\"id\")",
                        UnnamedVariable.class),
                of(
                        "$UnconvertibleVariable.a takes the topic variable \"id\" as a java.util.List, which no text converts to;"
                                + " take String, a number, UUID, an enum, or a class with a static method valueOf(String) or"
                                + " fromString(String)",
                        UnconvertibleVariable.class),
                of(
                        "$NamelessEvent.a is annotated with @On, but neither that nor its payload's class names the event; write"
                                + " @On(\"name\"), or @Event(\"name\") on the class",
                        NamelessEvent.class),
                of(
                        "$ReservedEvent.a is for the event \"phx_join\", but names that begin with \"phx_\" are the protocol's own;"
                                + " choose another",
                        ReservedEvent.class),
                of(
                        "$ReservedByItsClass.a is for the event \"phx_leave\", but names that begin with \"phx_\" are the protocol's"
                                + " own; choose another",
                        ReservedByItsClass.class),
                of(
                        "$ReservedOut.a is for the event \"phx_reply\", but names that begin with \"phx_\" are the protocol's own;"
                                + " choose another",
                        ReservedOut.class),
                of(
                        "$ErrorOfNothing.a is annotated with @OnError, but takes no exception; let it take the one that it answers",
                        ErrorOfNothing.class),
                of(
                        "$ErrorOfSomethingElse.a takes a java.lang.String, which a method with @OnError cannot have; remove the"
                                + " parameter",
                        ErrorOfSomethingElse.class),
                of(
                        "both $TwoErrorsOfOneType.a and $TwoErrorsOfOneType.b answer java.lang.IllegalStateException; keep one of"
                                + " them",
                        TwoErrorsOfOneType.class),
                of(
                        "$ErrorWithoutReply.a is annotated with @OnError, but returns no Reply; let it return"
                                + " org.garuda.channels.typed.Reply",
                        ErrorWithoutReply.class),
                of(
                        "$PayloadOfTheUsersType.a takes two parameters of the type $User, which a method with @OnConnect returns, so"
                                + " that none of them is the payload; give the payload a type of its own",
                        PayloadOfTheUsersType.class),
                of(
                        "both $AnotherUser and $UserOfOneSocket have a method with @OnConnect that returns a $User; let one of them"
                                + " return another type, or nothing",
                        UserOfOneSocket.class,
                        AnotherUser.class),
                of(
                        "$UserOfEverySocket takes a $User, which no method with @OnConnect returns on every socket of the class; name"
                                + " the same sockets in both @Channel(sockets = …)",
                        UserOfOneSocket.class,
                        UserOfEverySocket.class),
                of(
                        "$TwoAnnotations.a is annotated with both @On and @OnOut; make two methods of it",
                        TwoAnnotations.class),
                of(
                        "$JoinedAlone has a method with @OnJoined, but none with @OnJoin, which it would follow; write one, if only"
                                + " @OnJoin void join() {}",
                        JoinedAlone.class),
                of(
                        "$Shared.a is annotated with @On, but annotations of interfaces do not count; write it in $Implementing",
                        Implementing.class),
                of(
                        "$RolesOnAServersCall.terminated is annotated with @RolesAllowed, but is no callback of a channel handler, so"
                                + " nobody checks it; move it into a bean of its own, or remove the annotation",
                        RolesOnAServersCall.class),
                of(
                        "$UnvalidatedPayload.a takes a $Note whose constraints nobody would check; write @Valid before the parameter",
                        UnvalidatedPayload.class));
    }

    private static Arguments of(String sentence, Class<?>... types) {
        String name = DeploymentErrorsTest.class.getName();
        return Arguments.of(
                sentence.replaceAll("\\$(?=[A-Z])", java.util.regex.Matcher.quoteReplacement(name + "$")), types);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeHasItsSentence(String sentence, Class<?>[] types) {
        assertEquals(List.of(sentence), TypedRig.problems(types));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        List<String> problems = new ArrayList<>(TypedRig.problems(Misplaced.class, UselessResults.class, NoJoin.class));
        problems.replaceAll(problem -> problem.replace(DeploymentErrorsTest.class.getName() + "$", ""));
        assertEquals(
                List.of(
                        "Misplaced.a takes a TerminationReason, which a method with @On cannot have; remove the parameter",
                        "Misplaced.connect takes a ChannelConn, which a method with @OnConnect cannot have; remove the"
                                + " parameter",
                        "Misplaced.disconnect takes @TopicVar, which a method with @OnDisconnect cannot have; remove the"
                                + " parameter",
                        "Misplaced.disconnect takes @Assign, which a method with @OnDisconnect cannot have; remove the"
                                + " parameter",
                        "Misplaced.leave takes a java.lang.String, which a method with @OnLeave cannot have; remove the"
                                + " parameter",
                        "Misplaced.terminated takes a ChannelEvent, which a method with @OnTerminated cannot have; remove the"
                                + " parameter",
                        "UselessResults.connect returns a java.util.concurrent.CompletionStage, which a client that connects"
                                + " cannot wait for; let it return the user, or nothing",
                        "UselessResults.joined returns a java.lang.String that nobody gets; make it void",
                        "UselessResults.out does not return what the client is to get; let it return the payload, or null for"
                                + " nothing",
                        "NoJoin has no method with @OnJoin, so that nobody could join its topics; write one, if only @OnJoin"
                                + " void join() {}"),
                problems);
    }

    @Test
    void aClassWithMistakesMakesNoHandler() {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> TypedRig.routes(new NoJoin()))
                        .getMessage());
        assertEquals(TypedRig.problems(NoJoin.class).get(0), message);
    }
}
