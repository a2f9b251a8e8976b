// SPDX-License-Identifier: Apache-2.0
/** What the DCM answers a tester on the bus (UDS over ISO-TP), and its trouble codes. */
@NullMarked
package dev.dcmrig.dcm.diagnostics;

import org.jspecify.annotations.NullMarked;
