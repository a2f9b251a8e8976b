// SPDX-License-Identifier: Apache-2.0
/** Which bus an address means: the one place that knows every kind. */
@NullMarked
package dev.dcmrig.app.bus;

import org.jspecify.annotations.NullMarked;
