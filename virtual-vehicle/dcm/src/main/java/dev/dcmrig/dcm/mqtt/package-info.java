// SPDX-License-Identifier: Apache-2.0
/** The session with the service's broker (docs/DCM-INTERFACE.md, 2.6). */
@NullMarked
package dev.dcmrig.dcm.mqtt;

import org.jspecify.annotations.NullMarked;
