// SPDX-License-Identifier: Apache-2.0
/**
 * The DCM as an Uptane primary (Uptane 2.1, 5.4.2 to 5.4.4): what it was given at the factory, what
 * it keeps of two repositories, and whether those in charge have signed what it is offered
 * (OTA-03).
 */
@NullMarked
package dev.dcmrig.dcm.uptane;

import org.jspecify.annotations.NullMarked;
