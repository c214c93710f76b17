package org.garuda.channels.config;

import java.util.List;

/**
 * Whose HTTP requests a server takes, and how large. The hosts count everywhere: on the standalone server for its
 * routes and static files too, in a Jakarta server for the sockets alone. All else is for the standalone server; a
 * Jakarta server has settings of its own for it. Changed with {@link NodeSettings.Builder#http}; immutable.
 */
public final class HttpSettings extends Group {

    private static final Setting<Hosts> HOSTS = Setting.of("hosts", Hosts.any(), Hosts::parse);
    private static final Setting<Proxies> PROXIES = Setting.of("proxies", Proxies.none(), Proxies::parse);
    private static final Setting<Integer> HEAD_BYTES = Setting.number("limits.head-bytes", 32 * 1024);
    private static final Setting<Integer> HEAD_LINES = Setting.number("limits.head-lines", 200);
    private static final Setting<Integer> ROUTE_BODY_BYTES = Setting.number("limits.route-body-bytes", 64 * 1024);

    static final List<Setting<?>> SETTINGS = List.of(HOSTS, PROXIES, HEAD_BYTES, HEAD_LINES, ROUTE_BODY_BYTES);

    HttpSettings(Values values) {
        super(values, SETTINGS);
    }

    /**
     * Under which names the server may be asked. {@link Hosts#any()} by default.
     *
     * @return the rule
     */
    public Hosts hosts() {
        return values.get(HOSTS);
    }

    /**
     * Which reverse proxies are believed. {@link Proxies#none()} by default.
     *
     * @return the rule
     */
    public Proxies proxies() {
        return values.get(PROXIES);
    }

    /**
     * Size of the head of a request, in bytes; a larger one is answered with HTTP status 431. 32,768 by default.
     *
     * @return the limit
     */
    public int headBytes() {
        return values.get(HEAD_BYTES);
    }

    /**
     * Header lines of a request; more are answered with HTTP status 431. 200 by default.
     *
     * @return the limit
     */
    public int headLines() {
        return values.get(HEAD_LINES);
    }

    /**
     * Size of the body of a request to a route of the application, in bytes; a larger one is answered with HTTP status
     * 413. 65,536 by default.
     *
     * @return the limit
     */
    public int routeBodyBytes() {
        return values.get(ROUTE_BODY_BYTES);
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link HttpSettings#hosts()}.
         *
         * @param value the rule
         * @return this
         */
        public Builder hosts(Hosts value) {
            draft.set(HOSTS, value);
            return this;
        }

        /**
         * Sets {@link HttpSettings#proxies()}.
         *
         * @param value the rule
         * @return this
         */
        public Builder proxies(Proxies value) {
            draft.set(PROXIES, value);
            return this;
        }

        /**
         * Sets {@link HttpSettings#headBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder headBytes(int value) {
            draft.set(HEAD_BYTES, value);
            return this;
        }

        /**
         * Sets {@link HttpSettings#headLines()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder headLines(int value) {
            draft.set(HEAD_LINES, value);
            return this;
        }

        /**
         * Sets {@link HttpSettings#routeBodyBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder routeBodyBytes(int value) {
            draft.set(ROUTE_BODY_BYTES, value);
            return this;
        }
    }
}
