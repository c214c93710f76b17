/** What is put into a web application to be measured beside what it has, on any Jakarta server. */
@NullMarked
package org.garuda.channels.benchmarks.peer.war;

import org.jspecify.annotations.NullMarked;
