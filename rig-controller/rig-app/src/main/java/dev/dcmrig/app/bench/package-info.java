// SPDX-License-Identifier: Apache-2.0
/** Binds the emulated DCM and the environment to a bench. */
@NullMarked
package dev.dcmrig.app.bench;

import org.jspecify.annotations.NullMarked;
