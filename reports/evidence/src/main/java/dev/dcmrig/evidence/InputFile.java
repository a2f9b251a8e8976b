// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.nio.file.Path;

/**
 * A file that a run was configured by: whatever it says may change a verdict.
 *
 * @param name its name under {@code inputs/}, with slashes: {@code bench/emulated.yaml}
 * @param file where it is read from
 */
public record InputFile(String name, Path file) {}
