/**
 * Voice as packets: RTP (RFC 3550), PCMU (ITU-T G.711), and the tones that prove which way it
 * flows.
 */
package dev.dcmrig.ecall.rtp;
