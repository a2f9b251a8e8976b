// SPDX-License-Identifier: Apache-2.0
/** What stands outside the car, put together for one scenario. A world knows no other. */
@NullMarked
package dev.dcmrig.app.environment;

import org.jspecify.annotations.NullMarked;
