// SPDX-License-Identifier: Apache-2.0
/** What a DCM speaks with the telematics service: HTTPS, MQTT over TLS, short messages. */
@NullMarked
package dev.dcmrig.dcm.net;

import org.jspecify.annotations.NullMarked;
