// SPDX-License-Identifier: Apache-2.0
/**
 * End-to-end protection of messages by CRC and alive counter (AUTOSAR FO R23-11, E2E Protocol
 * Specification, profiles 1 and 2).
 */
@NullMarked
package dev.dcmrig.can.e2e;

import org.jspecify.annotations.NullMarked;
