package com.google.errorprone.annotations.concurrent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field is read and written under this lock alone; a method is called under it alone. Error Prone fails the build
 * where the lock is not held.
 *
 * <p>It has the name that Error Prone looks for, but is gone once the source is compiled: what is published names no
 * class that its users need not have. The compiler is told of it as a patch of the module, which leaves no class file.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface GuardedBy {

    /** The lock, as an expression at the place of the annotation: {@code this}, or a final field. */
    String value();
}
