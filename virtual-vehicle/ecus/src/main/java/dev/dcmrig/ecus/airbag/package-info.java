// SPDX-License-Identifier: Apache-2.0
/** The airbag ECU: deployment, impact level, occupied seats. */
@NullMarked
package dev.dcmrig.ecus.airbag;

import org.jspecify.annotations.NullMarked;
