// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import java.util.List;

/**
 * A deliberate fault of the emulated DCM, off by default, that shows that the suite can fail.
 *
 * @param requirement the one that it breaks for sure
 * @param alsoBreaks others that may fail with it
 */
public record SeededDefect(String id, String requirement, String title, List<String> alsoBreaks) {}
