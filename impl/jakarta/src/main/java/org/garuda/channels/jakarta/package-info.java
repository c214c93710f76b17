/** What a web application names of the library in a Jakarta server: most name nothing, since servers find it. */
@NullMarked
package org.garuda.channels.jakarta;

import org.jspecify.annotations.NullMarked;
