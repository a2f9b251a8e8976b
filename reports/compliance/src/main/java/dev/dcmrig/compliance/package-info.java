// SPDX-License-Identifier: Apache-2.0
/**
 * A run folder becomes {@code requirements.json}, {@code junit.xml} and {@code report.html}, from
 * nothing but what is on disk: offline, on old runs, and on runs that were cut short.
 */
@NullMarked
package dev.dcmrig.compliance;

import org.jspecify.annotations.NullMarked;
