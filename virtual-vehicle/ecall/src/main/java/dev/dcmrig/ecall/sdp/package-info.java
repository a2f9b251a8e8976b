/** Session descriptions (RFC 8866) and offer and answer (RFC 3264) for one PCMU audio stream. */
package dev.dcmrig.ecall.sdp;
