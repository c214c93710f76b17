/** What reports are made of: tables, bar charts, a marked document, and what the numbers were measured on. */
@NullMarked
package org.garuda.channels.benchmarks.report;

import org.jspecify.annotations.NullMarked;
