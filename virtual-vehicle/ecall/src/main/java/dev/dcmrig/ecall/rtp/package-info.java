// SPDX-License-Identifier: Apache-2.0
/**
 * Voice as packets: RTP (RFC 3550), PCMU (ITU-T G.711), and the tones that prove which way it
 * flows. {@code RtpReceiver} is for who writes a centre or a DCM of their own.
 */
@NullMarked
package dev.dcmrig.ecall.rtp;

import org.jspecify.annotations.NullMarked;
