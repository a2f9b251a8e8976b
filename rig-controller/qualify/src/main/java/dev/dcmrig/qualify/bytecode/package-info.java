// SPDX-License-Identifier: Apache-2.0
/**
 * Bytecode as it is read and written here: probes that see which lines a scenario reaches, and
 * classes that a JVM takes in place of others. Only this package knows ASM.
 */
@NullMarked
package dev.dcmrig.qualify.bytecode;

import org.jspecify.annotations.NullMarked;
