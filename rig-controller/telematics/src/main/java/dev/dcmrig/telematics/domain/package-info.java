// SPDX-License-Identifier: Apache-2.0
/** The telematics service behind its HTTP edge: routes, roles, and what it knows of vehicles. */
@NullMarked
package dev.dcmrig.telematics.domain;

import org.jspecify.annotations.NullMarked;
