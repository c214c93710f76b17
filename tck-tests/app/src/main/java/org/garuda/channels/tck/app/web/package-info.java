/** The conformance app in a web application: what a Jakarta server needs beside the channels. */
@NullMarked
package org.garuda.channels.tck.app.web;

import org.jspecify.annotations.NullMarked;
