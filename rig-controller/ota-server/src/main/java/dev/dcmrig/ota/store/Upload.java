// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import dev.dcmrig.ota.model.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One artifact on its way in: written and hashed piece by piece, never held whole. */
public final class Upload implements AutoCloseable {
  /** What is known of the whole. */
  public record Content(long sizeBytes, String md5, String sha1, String sha256) {}

  private final ArtifactFiles files;
  private final Path part;
  private final long maxBytes;
  private final FileChannel channel;
  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private long size;

  Upload(ArtifactFiles files, Path part, long maxBytes) {
    this.files = files;
    this.part = part;
    this.maxBytes = maxBytes;
    try {
      this.channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreBroken("an upload can't be kept at '" + part + "': " + e, e);
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + name, e);
    }
  }

  /** Takes the next bytes. */
  public void write(byte[] bytes) {
    size += bytes.length;
    if (size > maxBytes) {
      throw new Refused(
          Refused.Reason.TOO_LARGE,
          "an artifact has at most " + maxBytes + " bytes on this server");
    }
    md5.update(bytes);
    sha1.update(bytes);
    sha256.update(bytes);
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw new StoreBroken("an upload can't be kept at '" + part + "': " + e, e);
    }
  }

  /** All of it has come: it is on the disk when this returns. */
  public Content finish() {
    HexFormat hex = HexFormat.of();
    Content content =
        new Content(
            size,
            hex.formatHex(md5.digest()),
            hex.formatHex(sha1.digest()),
            hex.formatHex(sha256.digest()));
    Path file = files.file(content.sha256());
    try {
      channel.force(true);
      channel.close();
      Files.createDirectories(file.getParent());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreBroken("an upload can't be kept at '" + file + "': " + e, e);
    }
    return content;
  }

  /** Gives up what has not been finished. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new StoreBroken("a part of an upload can't be removed at '" + part + "': " + e, e);
    }
  }
}
