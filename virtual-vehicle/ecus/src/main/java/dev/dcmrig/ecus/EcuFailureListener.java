// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

/** Is told of an ECU whose software failed; the ECU has stopped, the others go on. */
@FunctionalInterface
public interface EcuFailureListener {
  void ecuFailed(String ecu, Throwable cause);
}
