// SPDX-License-Identifier: Apache-2.0
/**
 * What went over the air in a scenario: JSON lines for people and programs, and a capture for
 * Wireshark. The capture shows what was delivered, with TCP and IP headers made up around it.
 */
@NullMarked
package dev.dcmrig.evidence.network;

import org.jspecify.annotations.NullMarked;
