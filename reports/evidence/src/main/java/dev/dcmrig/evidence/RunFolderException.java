// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The run folder can't be made, written or read; the message says where and what to do. */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunFolderException(String message) {
    super(message);
  }

  public RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Why a run folder could not be made. A kernel's file system answers "no such file" where nothing
   * can be made.
   */
  static RunFolderException noFolder(Path folder, IOException e) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (e instanceof NoSuchFileException && Files.isDirectory(there)) {
      return new RunFolderException(
          "making the run folder: "
              + folder
              + ": no folder can be made in "
              + there
              + type(there)
              + "; name another one with --out",
          e);
    }
    return unwritable("making the run folder", folder, e);
  }

  private static String type(Path folder) {
    try {
      return ", a file system of the type " + Files.getFileStore(folder).type();
    } catch (IOException e) {
      return "";
    }
  }

  /** What could not be written, where, why, and what to do about it. */
  public static RunFolderException unwritable(String doing, Path where, @Nullable IOException e) {
    String cause;
    if (e instanceof AccessDeniedException) {
      cause = "no permission to write there; name a folder of your own with --out";
    } else if (e instanceof FileAlreadyExistsException) {
      cause = "there is a file of that name; name another folder with --out";
    } else if (e instanceof NoSuchFileException) {
      cause = "the folder is gone; was it removed during the run?";
    } else {
      String said = e == null ? "" : String.valueOf(e.getMessage());
      cause =
          said.contains("No space") || said.contains("quota")
              ? "the disk is full; make room, or name another disk with --out"
              : said.contains("Read-only")
                  ? "the file system is read-only; name another folder with --out"
                  : said.contains("File too large")
                      ? "files may not grow that large here; see 'ulimit -f'"
                      : said;
    }
    String message = doing + ": " + where + ": " + cause;
    return e == null ? new RunFolderException(message) : new RunFolderException(message, e);
  }
}
