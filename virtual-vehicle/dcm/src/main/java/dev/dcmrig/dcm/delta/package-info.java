// SPDX-License-Identifier: Apache-2.0
/**
 * Deltas: images as what they differ in from another image (docs/DCM-INTERFACE.md, 2.9). The one
 * place in the DCM that knows zstd-jni.
 */
@NullMarked
package dev.dcmrig.dcm.delta;

import org.jspecify.annotations.NullMarked;
