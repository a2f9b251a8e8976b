// SPDX-License-Identifier: Apache-2.0
/** What stands around the car, put together for one scenario. An environment knows no other. */
@NullMarked
package dev.dcmrig.app.environment;

import org.jspecify.annotations.NullMarked;
