// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.chain.RunChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies of the files that a run depends on, and their list. */
final class KeptInputs {
  private final Path folder;
  private final RunChain chain;
  private final Map<String, RunFiles.Input> inputs = new TreeMap<>();

  /** Of the run in this folder, which chains the list. */
  KeptInputs(Path folder, RunChain chain) {
    this.folder = folder;
    this.chain = chain;
  }

  /**
   * Keeps some more, and lists all; one that was kept before under the same name and from the same
   * place is left alone.
   *
   * @throws RunFolderException when one can't be copied, or another one has its name
   */
  void add(List<InputFile> files) {
    for (InputFile input : files) {
      String source = input.file().toAbsolutePath().normalize().toString();
      RunFiles.Input before = inputs.get(input.name());
      if (before == null) {
        inputs.put(input.name(), copied(input, source));
      } else if (!before.source().equals(source)) {
        throw new RunFolderException(
            "two inputs would be kept as " + input.name() + ": " + source + ", " + before.source());
      }
    }
    try {
      chain.file(RunFolder.INPUT_LIST, RunFiles.bytes(inputs.values()));
    } catch (IOException e) {
      throw RunFolderException.unwritable("listing the inputs", folder, e);
    }
  }

  private RunFiles.Input copied(InputFile input, String source) {
    Path parent = folder.resolve(RunFolder.INPUTS);
    Path copy = parent.resolve(input.name()).normalize();
    if (!copy.startsWith(parent)) {
      throw new RunFolderException(input.name() + " is no name for an input: it leads outside");
    }
    try {
      Files.createDirectories(copy.getParent());
      Files.copy(input.file(), copy);
      return new RunFiles.Input(input.name(), source, Files.size(copy), Digests.of(copy));
    } catch (IOException e) {
      throw RunFolderException.unwritable("keeping a copy of " + input.file(), copy, e);
    }
  }
}
