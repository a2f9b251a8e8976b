// SPDX-License-Identifier: Apache-2.0
/**
 * Runs become a dossier that somebody signs: one model, shown as a page and as PDF/A. Works on run
 * folders alone, old ones too.
 */
@NullMarked
package dev.dcmrig.dossier;

import org.jspecify.annotations.NullMarked;
