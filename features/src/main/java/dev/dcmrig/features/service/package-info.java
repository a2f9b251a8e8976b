// SPDX-License-Identifier: Apache-2.0
/** Steps and checks of the telematics service: what it is asked, told and shown. */
@NullMarked
package dev.dcmrig.features.service;

import org.jspecify.annotations.NullMarked;
