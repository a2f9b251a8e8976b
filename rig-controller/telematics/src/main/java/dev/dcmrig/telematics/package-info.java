// SPDX-License-Identifier: Apache-2.0
/** The telematics service as a whole: what those who put it together have to know. */
@NullMarked
package dev.dcmrig.telematics;

import org.jspecify.annotations.NullMarked;
