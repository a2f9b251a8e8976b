// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

/**
 * An ECU as it is now.
 *
 * @param id unique, such as a serial number
 * @param hardwareId the kind of ECU, which images are made for
 * @param releaseCounter of the installed image; 0 if it has none
 * @param installed path of the installed image; empty if it has none
 */
public record Ecu(String id, String hardwareId, long releaseCounter, String installed) {}
