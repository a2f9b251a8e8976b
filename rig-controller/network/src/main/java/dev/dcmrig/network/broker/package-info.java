// SPDX-License-Identifier: Apache-2.0
/** The service's MQTT broker: one of the rig's own, or a real one. */
@NullMarked
package dev.dcmrig.network.broker;

import org.jspecify.annotations.NullMarked;
