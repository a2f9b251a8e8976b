// SPDX-License-Identifier: Apache-2.0
/** Made-up traffic: frames from a seed, counting frames, fixed ones. */
@NullMarked
package dev.dcmrig.can.gen;

import org.jspecify.annotations.NullMarked;
