// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import dev.dcmrig.evidence.files.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Writes a run's {@code chain.txt}. Each line is {@code LINK SP TEXT LF}; the link is the SHA-256
 * over the digits of the link before it (64 zeros before the first) and the text. Texts:
 *
 * <pre>
 *   run FORMAT ID SEED STARTED
 *   file SHA-256 NAME
 *   scenario SHA-256 SHA-256 SHA-256 FOLDER     of scenario.json, chain.txt, verdict.json
 *   scenario SHA-256 SHA-256 SHA-256 FOLDER ID  the same of a scenario of another run: a shard
 *   end DIGEST
 *   manifest SHA-256
 * </pre>
 *
 * A line stands before the file that it speaks of: only what the last line names may be missing, or
 * be what was there before. The identity of a run is drawn anew for each; it is no part of the
 * evidence digest.
 */
public final class RunChain implements Closeable {
  /** The form of a run folder; {@code docs/EVIDENCE-FORMAT.md} tells of the others. */
  public static final int FORMAT = 2;

  /** Where a scenario has no chain: its evidence was removed. */
  public static final String NONE = "-";

  static final String FIRST = "0".repeat(64);

  private final Path folder;
  private final String id;
  private final OutputStream out;
  private String link = FIRST;
  private boolean broken;

  /**
   * Begins it.
   *
   * @param started instant by the wall clock
   */
  public RunChain(Path folder, long seed, String started) throws IOException {
    this.folder = folder;
    byte[] drawn = new byte[Links.BYTES];
    new SecureRandom().nextBytes(drawn);
    this.id = HexFormat.of().formatHex(drawn);
    this.out = Files.newOutputStream(folder.resolve(Links.FILE), StandardOpenOption.CREATE_NEW);
    append("run " + FORMAT + " " + id + " " + seed + " " + started);
  }

  /** Names this run, and no other. */
  public String id() {
    return id;
  }

  /** The last link so far. */
  public synchronized String link() {
    return link;
  }

  /** Writes a file of the run, whole or not at all. */
  public synchronized void file(String name, byte[] content) throws IOException {
    append("file " + sha256(content) + " " + name);
    AtomicFile.write(folder.resolve(name), target -> target.write(content));
  }

  /**
   * Writes a scenario's verdict.
   *
   * @param scenario its folder below the run's: {@code scenarios/NAME}
   * @param header SHA-256 of its {@code scenario.json}
   * @param chain SHA-256 of its chain, or {@link #NONE}
   * @param file of the verdict
   */
  public synchronized void verdict(
      String scenario, String header, String chain, Path file, byte[] content) throws IOException {
    append("scenario " + header + " " + chain + " " + sha256(content) + " " + scenario);
    AtomicFile.write(file, target -> target.write(content));
  }

  /**
   * Tells of a scenario whose files were taken over from another run.
   *
   * @param of identity of that run
   */
  public synchronized void adopt(
      String scenario, String header, String chain, String verdict, String of) throws IOException {
    append("scenario " + header + " " + chain + " " + verdict + " " + scenario + " " + of);
  }

  /** After it comes the manifest only, which names its link. */
  public synchronized void end(String digest) throws IOException {
    append("end " + digest);
  }

  /** Writes the manifest; nothing is written after it. */
  public synchronized void manifest(Path file, byte[] content) throws IOException {
    append("manifest " + sha256(content));
    AtomicFile.write(file, target -> target.write(content));
  }

  /** After a line that could not be written whole there is no other. */
  private void append(String text) throws IOException {
    if (broken) {
      throw new IOException("an earlier line of the run's chain could not be written");
    }
    broken = true;
    link = Links.ofRun(link, text);
    out.write((link + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
    broken = false;
  }

  /** SHA-256 of bytes in hexadecimal. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(Links.sha256().digest(content));
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
