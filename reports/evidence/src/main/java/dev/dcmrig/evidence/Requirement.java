// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

/**
 * An entry of the catalogue.
 *
 * @param id for instance {@code SOS-04}
 * @param source {@code CS} or {@code D}
 * @param subject whom it binds
 */
public record Requirement(
    String id, String title, String statement, String source, Subject subject) {}
