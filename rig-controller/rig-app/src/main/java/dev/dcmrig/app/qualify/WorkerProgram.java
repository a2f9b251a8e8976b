// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import dev.dcmrig.qualify.worker.WorkerMain;
import java.io.IOException;

/** The process of a worker of {@code rig qualify}. */
public final class WorkerProgram {
  private WorkerProgram() {}

  /**
   * @param arguments bench file, seed
   */
  public static void main(String[] arguments) throws IOException {
    WorkerMain.run(new EmulatedWrongBenches(), arguments);
    Runtime.getRuntime().halt(0);
  }
}
