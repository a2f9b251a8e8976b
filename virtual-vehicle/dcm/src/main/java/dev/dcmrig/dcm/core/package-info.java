// SPDX-License-Identifier: Apache-2.0
/** What every part of a DCM is built on: context, settings, memory, the way to the modem. */
@NullMarked
package dev.dcmrig.dcm.core;

import org.jspecify.annotations.NullMarked;
