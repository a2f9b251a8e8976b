// SPDX-License-Identifier: Apache-2.0
/** The composition root: the only place that ties features, bench, DCM, environment and reports. */
@NullMarked
package dev.dcmrig.app;

import org.jspecify.annotations.NullMarked;
