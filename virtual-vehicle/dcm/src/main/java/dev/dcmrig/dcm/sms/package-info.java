// SPDX-License-Identifier: Apache-2.0
/** Short messages (docs/DCM-INTERFACE.md, 2.7). */
@NullMarked
package dev.dcmrig.dcm.sms;

import org.jspecify.annotations.NullMarked;
