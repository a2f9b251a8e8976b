// SPDX-License-Identifier: Apache-2.0
/** Session descriptions (RFC 8866) and offer and answer (RFC 3264) for one PCMU audio stream. */
@NullMarked
package dev.dcmrig.ecall.sdp;

import org.jspecify.annotations.NullMarked;
