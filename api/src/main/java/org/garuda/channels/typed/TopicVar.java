package org.garuda.channels.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that takes a variable of the handler's topic pattern: {@code id} of {@code "orders:{id}"}.
 *
 * <p>Its type is {@code String}, a number, {@link java.util.UUID}, an enum, or any class with a static method {@code
 * valueOf} or {@code fromString} that makes one of a text. Whole numbers and UUIDs are taken as Java writes them, so that no
 * two topics mean the same one. Joins of topics that do not convert are refused with {@code {"reason":"unmatched
 * topic"}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface TopicVar {

    /**
     * The name of the variable.
     *
     * @return the name; empty means that of the parameter, which needs a class compiled with {@code -parameters}
     */
    String value() default "";
}
