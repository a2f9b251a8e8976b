// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of emergency calls and crash notifications (SOS, ACN): call, voice, MSD, call back,
 * registration.
 */
@NullMarked
package dev.dcmrig.features.call;

import org.jspecify.annotations.NullMarked;
