package org.garuda.channels.core.internal.cluster;

/** The algorithm with one of its rules left out, which the model has to notice. */
enum ModelMutant {
    NONE,
    /** What comes a second time is taken once more. */
    NUMBERS_IGNORED,
    /** A node's silence is counted by a timer, too. */
    SILENCE_BY_TIMER,
    /** No more patience after a node was cut off. */
    NO_GRACE,
    /** What comes a second time shows that its sender lives. */
    REPEATS_AS_LIFE
}
