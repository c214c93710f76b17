package org.garuda.channels.core.internal.presence;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set that never changes: what is put in or taken out makes a new one, which shares all but a path of nodes
 * with the old. So every version of a list stays as it is at no cost, and a change costs the logarithm of the size.
 *
 * <p>It is a weight-balanced tree (Adams, with the parameters 3 and 2 that Hirai and Yamamoto proved right). The sizes
 * that balance it also find the n-th element.
 */
public final class Tree<T> implements Iterable<T> {

    private static final int DELTA = 3;
    private static final int GAMMA = 2;

    private record Node<T>(
            T value, @Nullable Node<T> left, @Nullable Node<T> right, int size) {}

    private final Comparator<? super T> order;
    private final @Nullable Node<T> root;

    private Tree(Comparator<? super T> order, @Nullable Node<T> root) {
        this.order = order;
        this.root = root;
    }

    static <T> Tree<T> empty(Comparator<? super T> order) {
        return new Tree<>(order, null);
    }

    int size() {
        return size(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    /**
     * The element that a probe points at: it tells 0 for it, less for those behind it, and more for those before it.
     */
    @Nullable
    T find(ToIntFunction<? super T> probe) {
        Node<T> node = root;
        while (node != null) {
            int side = probe.applyAsInt(node.value);
            if (side == 0) {
                return node.value;
            }
            node = side < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The element with so many before it. */
    T get(int index) {
        Node<T> node = root;
        int left = index;
        while (node != null) {
            int before = size(node.left);
            if (left == before) {
                return node.value;
            }
            if (left < before) {
                node = node.left;
            } else {
                left -= before + 1;
                node = node.right;
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** With an element, in the place of an equal one. */
    Tree<T> with(T value) {
        return new Tree<>(order, with(root, value));
    }

    /** Without the element that is equal. */
    Tree<T> without(T value) {
        return new Tree<>(order, without(root, value));
    }

    /** With each element replaced by one that has the same place in the order. */
    Tree<T> map(UnaryOperator<T> change) {
        return new Tree<>(order, map(root, change));
    }

    @Override
    public Iterator<T> iterator() {
        Deque<Node<T>> path = new ArrayDeque<>();
        descend(path, root);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !path.isEmpty();
            }

            @Override
            public T next() {
                if (path.isEmpty()) {
                    throw new NoSuchElementException();
                }
                Node<T> node = path.pop();
                descend(path, node.right);
                return node.value;
            }
        };
    }

    private static <T> void descend(Deque<Node<T>> path, @Nullable Node<T> from) {
        for (Node<T> node = from; node != null; node = node.left) {
            path.push(node);
        }
    }

    private Node<T> with(@Nullable Node<T> node, T value) {
        if (node == null) {
            return new Node<>(value, null, null, 1);
        }
        int side = order.compare(value, node.value);
        if (side == 0) {
            return new Node<>(value, node.left, node.right, node.size);
        }
        return side < 0
                ? balanced(node.value, with(node.left, value), node.right)
                : balanced(node.value, node.left, with(node.right, value));
    }

    private @Nullable Node<T> without(@Nullable Node<T> node, T value) {
        if (node == null) {
            return null;
        }
        int side = order.compare(value, node.value);
        if (side == 0) {
            return joined(node.left, node.right);
        }
        return side < 0
                ? balanced(node.value, without(node.left, value), node.right)
                : balanced(node.value, node.left, without(node.right, value));
    }

    /** Two trees that a single element stood between. */
    private static <T> @Nullable Node<T> joined(@Nullable Node<T> left, @Nullable Node<T> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        Node<T> first = right;
        while (first.left != null) {
            first = first.left;
        }
        return balanced(first.value, left, withoutFirst(right));
    }

    private static <T> @Nullable Node<T> withoutFirst(Node<T> node) {
        return node.left == null ? node.right : balanced(node.value, withoutFirst(node.left), node.right);
    }

    private static <T> @Nullable Node<T> map(@Nullable Node<T> node, UnaryOperator<T> change) {
        return node == null
                ? null
                : new Node<>(change.apply(node.value), map(node.left, change), map(node.right, change), node.size);
    }

    private static <T> Node<T> balanced(T value, @Nullable Node<T> left, @Nullable Node<T> right) {
        int leftWeight = size(left) + 1;
        int rightWeight = size(right) + 1;
        if (right != null && rightWeight > DELTA * leftWeight) {
            Node<T> inner = right.left;
            return inner == null || size(inner) + 1 < GAMMA * (size(right.right) + 1)
                    ? node(right.value, node(value, left, inner), right.right)
                    : node(inner.value, node(value, left, inner.left), node(right.value, inner.right, right.right));
        }
        if (left != null && leftWeight > DELTA * rightWeight) {
            Node<T> inner = left.right;
            return inner == null || size(inner) + 1 < GAMMA * (size(left.left) + 1)
                    ? node(left.value, left.left, node(value, inner, right))
                    : node(inner.value, node(left.value, left.left, inner.left), node(value, inner.right, right));
        }
        return node(value, left, right);
    }

    private static <T> Node<T> node(T value, @Nullable Node<T> left, @Nullable Node<T> right) {
        return new Node<>(value, left, right, size(left) + size(right) + 1);
    }

    private static int size(@Nullable Node<?> node) {
        return node == null ? 0 : node.size;
    }
}
