/**
 * Handlers with types: classes whose methods take what they need of a message, and return the reply. Such a class has
 * {@link org.garuda.channels.Channel @Channel} and a method with {@link org.garuda.channels.typed.OnJoin @OnJoin}; what is
 * wrong with it fails the deployment, all at once, with class, method and remedy.
 *
 * <pre>{@code
 * @Channel("orders:{id}")
 * public class OrderChannel {
 *
 *     public record Note(String text) {}
 *
 *     @Event("note:added")
 *     public record NoteAdded(String text) {}
 *
 *     @OnJoin
 *     Order join(@TopicVar long id) {
 *         return orders.find(id).orElseThrow(() -> new Refusal("not found"));
 *     }
 *
 *     @On("note")
 *     void note(ChannelConn conn, Note note) {
 *         conn.broadcast(new NoteAdded(note.text()));
 *     }
 * }
 * }</pre>
 *
 * <p>Methods are called as those of a {@link org.garuda.channels.ChannelHandler} are: on the same threads, in the same
 * order. They need not be public, but neither private, static nor final. Parameters may be, in any order: {@link
 * org.garuda.channels.ChannelConn}, {@link org.garuda.channels.ChannelClient}, {@link
 * org.garuda.channels.ChannelEvent}, {@link java.security.Principal}, which is null where nobody has logged in, what a
 * method with {@link org.garuda.channels.typed.OnConnect @OnConnect} of the socket returns, {@link
 * org.garuda.channels.typed.TopicVar @TopicVar}, {@link org.garuda.channels.typed.Assign @Assign}, and in methods for
 * joins, messages and broadcasts one more, which is the payload.
 *
 * <p>A class that implements {@link org.garuda.channels.ChannelHandler} may have such methods, too; what they do not take
 * goes to the methods of the interface. Without it, an event that no method takes is answered with the error {@code
 * {"reason":"unknown event"}}.
 *
 * <p>{@code @RolesAllowed}, {@code @DenyAll} and {@code @PermitAll} count on methods for connecting, joining and
 * messages, and on the class. Constraints of Jakarta Validation on parameters count where there is a provider, and fail
 * the deployment where there is none; a payload that breaks them is answered with {@code
 * {"reason":"invalid","errors":{"text":["must not be blank"]}}}.
 */
@NullMarked
package org.garuda.channels.typed;

import org.jspecify.annotations.NullMarked;
