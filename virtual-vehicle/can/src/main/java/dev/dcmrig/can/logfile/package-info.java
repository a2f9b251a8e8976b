// SPDX-License-Identifier: Apache-2.0
/** The one table of the formats in which logs of frames are read and written. */
@NullMarked
package dev.dcmrig.can.logfile;

import org.jspecify.annotations.NullMarked;
