// SPDX-License-Identifier: Apache-2.0
/** The composition root: the only place that ties features, bench, DCM, world and reports. */
@NullMarked
package dev.dcmrig.app;

import org.jspecify.annotations.NullMarked;
