// SPDX-License-Identifier: Apache-2.0
/** Brokers that are programs of the user's own. */
@NullMarked
package dev.dcmrig.app.broker;

import org.jspecify.annotations.NullMarked;
