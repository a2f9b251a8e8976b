// SPDX-License-Identifier: Apache-2.0
/** Deltas of images, as a release is made. The one place of the server that knows zstd-jni. */
@NullMarked
package dev.dcmrig.ota.delta;

import org.jspecify.annotations.NullMarked;
