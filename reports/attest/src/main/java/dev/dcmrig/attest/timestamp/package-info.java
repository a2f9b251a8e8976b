// SPDX-License-Identifier: Apache-2.0
/** When a run was signed: time stamps after RFC 3161. Bouncy Castle stays in here. */
@NullMarked
package dev.dcmrig.attest.timestamp;

import org.jspecify.annotations.NullMarked;
