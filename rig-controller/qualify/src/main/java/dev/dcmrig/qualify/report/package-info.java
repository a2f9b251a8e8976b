// SPDX-License-Identifier: Apache-2.0
/** A qualification as data and as a page. */
@NullMarked
package dev.dcmrig.qualify.report;

import org.jspecify.annotations.NullMarked;
