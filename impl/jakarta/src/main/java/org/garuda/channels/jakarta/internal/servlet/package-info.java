/** The door of a web application: what is registered when it starts, and how requests are judged. */
@NullMarked
package org.garuda.channels.jakarta.internal.servlet;

import org.jspecify.annotations.NullMarked;
