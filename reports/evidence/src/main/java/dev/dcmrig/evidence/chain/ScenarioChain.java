// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes a scenario's {@code chain.txt}: for each record of its files {@code LINK SP FILE SP END
 * LF}, with the offset at which the record ends. A file's bytes reach the system before their
 * links: whatever kills the run, no link is of a record that is not there.
 *
 * <p>Its files may belong to different threads.
 */
public final class ScenarioChain implements Closeable {
  private final Path folder;
  private final String run;
  private final String place;
  private final OutputStream out;
  private final MessageDigest digest = Links.sha256();
  private final Map<String, ChainedFile> files = new HashMap<>();

  /**
   * @param folder of the scenario
   * @param run identity of the run, 32 hexadecimal digits
   * @param place of the folder below the run's: {@code scenarios/NAME}
   */
  public ScenarioChain(Path folder, String run, String place) throws IOException {
    this.folder = folder;
    this.run = run;
    this.place = place;
    this.out = Files.newOutputStream(folder.resolve(Links.FILE), StandardOpenOption.CREATE_NEW);
  }

  /** Makes a file whose records are chained. */
  public synchronized ChainedFile file(String name) throws IOException {
    ChainedFile file =
        new ChainedFile(
            this,
            name,
            folder.resolve(name),
            Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW),
            Links.origin(run, place + "/" + name));
    files.put(name, file);
    return file;
  }

  synchronized void write(String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    out.write(bytes);
  }

  /** SHA-256 of a closed file in hexadecimal; of nothing, where it was never made. */
  public synchronized String sha256(String name) {
    ChainedFile file = files.get(name);
    return file == null ? HexFormat.of().formatHex(Links.sha256().digest()) : file.sha256();
  }

  /** SHA-256 of the chain itself; once, after {@link #close}. */
  public synchronized String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Closes the chain; its files are closed by whoever writes them, and before it. */
  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
