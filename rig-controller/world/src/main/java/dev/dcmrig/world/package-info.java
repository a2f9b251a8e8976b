// SPDX-License-Identifier: Apache-2.0
/** What stands outside the car. A world is made for one scenario and knows no other. */
@NullMarked
package dev.dcmrig.world;

import org.jspecify.annotations.NullMarked;
