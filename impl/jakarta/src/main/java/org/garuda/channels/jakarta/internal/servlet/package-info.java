/** What a web application deploys: what is registered when it starts, and how requests are judged. */
@NullMarked
package org.garuda.channels.jakarta.internal.servlet;

import org.jspecify.annotations.NullMarked;
