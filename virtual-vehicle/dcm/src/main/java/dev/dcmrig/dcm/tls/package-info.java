// SPDX-License-Identifier: Apache-2.0
/** Trusted connections: certificates and TLS (docs/DCM-INTERFACE.md, 2.5). */
@NullMarked
package dev.dcmrig.dcm.tls;

import org.jspecify.annotations.NullMarked;
