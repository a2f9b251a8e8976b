// SPDX-License-Identifier: Apache-2.0
/**
 * Who made a run: signatures over its manifest, as an in-toto attestation in a DSSE envelope, so
 * that other people's verifiers read it. {@code docs/EVIDENCE-FORMAT.md} tells the bytes.
 */
@NullMarked
package dev.dcmrig.attest;

import org.jspecify.annotations.NullMarked;
