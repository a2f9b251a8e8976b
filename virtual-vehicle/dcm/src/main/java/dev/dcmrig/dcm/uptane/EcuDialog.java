// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

/** Questions to ECUs one after the other, which an emergency or a silence breaks off, once. */
abstract class EcuDialog implements Secondaries.Inquirer {
  final Secondaries ecus;
  boolean over;

  EcuDialog(Secondaries ecus) {
    this.ecus = ecus;
  }

  /** Nothing more is asked, and nobody is told. */
  final void stop() {
    over = true;
    ecus.close();
  }

  @Override
  public final void suspended() {
    brokenOff();
  }

  final void brokenOff() {
    if (!over) {
      stop();
      toldBrokenOff();
    }
  }

  /** Whoever waits for it is told that it was broken off. */
  abstract void toldBrokenOff();
}
