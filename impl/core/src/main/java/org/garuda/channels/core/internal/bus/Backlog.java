package org.garuda.channels.core.internal.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What can wait, in its order, bounded in number and bytes. Has no lock: its owner's guards it. */
final class Backlog<T> {

    private record Item<T>(T what, int bytes) {}

    private final int most;
    private final long mostBytes;
    private final Deque<Item<T>> items = new ArrayDeque<>();
    private long held;

    Backlog(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Takes one more; false when there is no room. */
    boolean add(T what, int bytes) {
        if (items.size() >= most || held + bytes > mostBytes) {
            return false;
        }
        held += bytes;
        items.add(new Item<>(what, bytes));
        return true;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Gives the first ones: at most so many, and no further one once there are so many bytes. */
    List<T> take(int number, long bytes) {
        List<T> taken = new ArrayList<>();
        for (long size = 0; taken.size() < number && size < bytes; ) {
            Item<T> next = items.poll();
            if (next == null) {
                break;
            }
            size += next.bytes();
            held -= next.bytes();
            taken.add(next.what());
        }
        return taken;
    }
}
