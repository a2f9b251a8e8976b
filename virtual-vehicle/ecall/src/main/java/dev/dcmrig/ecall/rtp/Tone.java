// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/**
 * A tone that was heard.
 *
 * @param frequencyHz which of those listened for
 * @param levelDbov mean level, relative to the loudest sine that fits
 */
public record Tone(int frequencyHz, double levelDbov) {}
