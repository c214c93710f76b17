package org.garuda.channels.standalone;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.garuda.channels.core.longpoll.Post;
import org.garuda.channels.core.longpoll.Reaction;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Gathers the body of a post as it comes, up to the limit, and has the post answered. */
final class PostBody implements ReadHandler {

    private static final System.Logger LOG = System.getLogger(PostBody.class.getName());
    private static final int EXPECTED = 512;

    private final Post post;
    private final Request request;
    private final Response response;
    private final NIOInputStream input;
    private byte[] gathered = new byte[EXPECTED];
    private int size;

    PostBody(Post post, Request request, Response response) {
        this.post = post;
        this.request = request;
        this.response = response;
        this.input = request.getNIOInputStream();
    }

    /** Begins; the response is suspended already. */
    void read() {
        input.notifyAvailable(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (gather()) {
            input.notifyAvailable(this);
        } else {
            response.setHeader("Connection", "close");
            LongPollHandler.resume(response, post.tooBig(), () -> {});
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        Reaction reaction;
        if (!gather()) {
            reaction = new Reaction.Answered(post.tooBig());
        } else {
            reaction = post.take(Arrays.copyOf(gathered, size));
        }
        if (reaction instanceof Reaction.Answered answered) {
            LongPollHandler.resume(response, answered.answer(), () -> {});
        } else if (reaction instanceof Reaction.Held held) {
            held.answer().thenAccept(answer -> LongPollHandler.resume(response, answer, held.lost()));
        }
    }

    @Override
    public void onError(Throwable error) {
        LOG.log(Level.DEBUG, "the body of a post did not come", error);
        request.getContext().getConnection().closeSilently();
    }

    /** Takes what is there; tells false when it is too much. */
    private boolean gather() throws IOException {
        for (int available = input.available(); available > 0; available = input.available()) {
            if (available > post.limit() - size) {
                return false;
            }
            if (gathered.length - size < available) {
                gathered = Arrays.copyOf(gathered, Math.max(gathered.length * 2, size + available));
            }
            int read = input.read(gathered, size, available);
            if (read < 0) {
                break;
            }
            size += read;
        }
        return true;
    }
}
