/** A chat that is written against the API alone, and uses every type of it. */
package org.garuda.channels.tck.user;
