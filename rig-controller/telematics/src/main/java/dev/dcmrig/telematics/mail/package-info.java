// SPDX-License-Identifier: Apache-2.0
/** E-mail to owners by SMTP, and what arrived. */
@NullMarked
package dev.dcmrig.telematics.mail;

import org.jspecify.annotations.NullMarked;
