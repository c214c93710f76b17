/** What a release consists of, looked through before anybody gets it. */
@NullMarked
package org.garuda.channels.tck.release;

import org.jspecify.annotations.NullMarked;
