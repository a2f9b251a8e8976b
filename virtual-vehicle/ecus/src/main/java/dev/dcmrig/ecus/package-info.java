// SPDX-License-Identifier: Apache-2.0
/** What all ECUs around the DCM have in common: cyclic messages, supply, disturbances, failure. */
@NullMarked
package dev.dcmrig.ecus;

import org.jspecify.annotations.NullMarked;
