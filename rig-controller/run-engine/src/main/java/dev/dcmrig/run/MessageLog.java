// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.run.scenario.Interruption;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes down Cucumber's messages. The engine can't cope with a writer that fails: what can't be
 * written ends the run through its {@link Interruption}, and the rest is dropped.
 */
final class MessageLog extends OutputStream {
  private final Path file;
  private final Interruption interruption;
  private final OutputStream out;
  private boolean failed;

  /**
   * @throws RunFolderException when the file can't be made
   */
  MessageLog(Path file, Interruption interruption) {
    this.file = file;
    this.interruption = interruption;
    try {
      this.out = new BufferedOutputStream(Files.newOutputStream(file));
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing cucumber's messages", file, e);
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  private synchronized void keep(Writing writing) {
    if (failed) {
      return;
    }
    try {
      writing.write();
    } catch (IOException e) {
      failed = true;
      interruption.evidenceFailed(
          RunFolderException.unwritable("writing cucumber's messages", file, e));
    }
  }

  @Override
  public void write(int oneByte) {
    keep(() -> out.write(oneByte));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    keep(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    keep(out::flush);
  }

  @Override
  public void close() {
    keep(out::close);
  }
}
