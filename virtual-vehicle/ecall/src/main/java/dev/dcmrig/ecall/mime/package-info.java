// SPDX-License-Identifier: Apache-2.0
/** Bodies of several parts (RFC 2046 multipart) as SIP carries them. */
@NullMarked
package dev.dcmrig.ecall.mime;

import org.jspecify.annotations.NullMarked;
