// SPDX-License-Identifier: Apache-2.0
/** A bench file becomes a bound bench: a car, a DCM, instruments and the environment. */
@NullMarked
package dev.dcmrig.bench;

import org.jspecify.annotations.NullMarked;
