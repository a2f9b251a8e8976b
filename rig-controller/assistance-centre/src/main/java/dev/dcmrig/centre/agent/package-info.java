// SPDX-License-Identifier: Apache-2.0
/** The person who takes emergency calls, by a script. */
@NullMarked
package dev.dcmrig.centre.agent;

import org.jspecify.annotations.NullMarked;
