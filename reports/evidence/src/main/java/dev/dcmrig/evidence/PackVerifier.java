// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.evidence.chain.Links;
import dev.dcmrig.evidence.chain.RunChain;
import dev.dcmrig.evidence.chain.RunChainCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bytes of a run folder against its manifest and its chains ({@code
 * docs/EVIDENCE-FORMAT.md}):
 *
 * <ol>
 *   <li>It has plain files only, and nothing is opened that is not one.
 *   <li>Its form is one that this rig reads.
 *   <li>Each line of the run's chain follows from the one before it.
 *   <li>Each file that the chain names is what the chain says, and so are header, chain and verdict
 *       of each scenario.
 *   <li>Each record of a scenario follows from the one before it, the first one from run, scenario
 *       and file.
 *   <li>The manifest names every file with its size and SHA-256, and no other; and it names the
 *       chain's last link.
 * </ol>
 *
 * What is not sealed is held against its chains alone, up to the cut. Files are read once, side by
 * side, and one whose size is wrong is not read to its end. What the evidence says is the business
 * of {@link RunVerifier}.
 */
public final class PackVerifier {
  private static final Set<String> BESIDE =
      Set.of(
          RunFolder.MANIFEST,
          RunFolder.CHAIN,
          RunFolder.ATTESTATION,
          RunFolder.SIGNERS,
          RunFolder.TIME_STAMP);

  /** Folder and file of a scenario, or of a second attempt at one. */
  private static final Pattern OF_SCENARIO =
      Pattern.compile("((?:scenarios|retries)/[^/]+)/(.+)", Pattern.DOTALL);

  /** Less is hashed by one thread. */
  private static final long MANY_BYTES = 1 << 20;

  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> hashes = new HashMap<>();
  private long records;
  private long unchained;
  private long bytes;

  private PackVerifier(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks at a folder.
   *
   * @throws RunFolderException when it is no run's folder, or one of a form that this rig does not
   *     read
   */
  public static Pack verify(Path folder) {
    for (String file : List.of(RunFolder.RUN, RunFolder.SCENARIOS)) {
      if (!Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        throw new RunFolderException(
            folder + ": is not the folder of a run (there is no " + file + " in it)");
      }
    }
    return new PackVerifier(folder).all();
  }

  private Pack all() {
    try {
      FolderWalk.Found found = FolderWalk.plainFiles(folder, this::problem);
      if (!found.onlyPlain() && !found.files().contains(RunFolder.CHAIN)) {
        return new Pack(problems, false, "", "", 0, 0, 0, 0, 0);
      }
      RunChainCheck chain = chain(found.files());
      chain.problems().forEach(this::problem);
      boolean hasManifest = found.files().contains(RunFolder.MANIFEST);
      RunFiles.Sealed sealed = hasManifest ? sealed() : null;
      Map<String, RunFiles.Entry> listed = sealed == null ? Map.of() : sealed.files();
      hash(found.files(), chain, listed, hasManifest);
      ofChain(chain, found.files());
      String seal = hasManifest ? seal() : "";
      manifest(chain, hasManifest, seal, found.files());
      if (sealed != null) {
        listed(sealed, found.files());
        held(sealed, chain);
      }
      return new Pack(
          problems,
          !seal.isEmpty() && !chain.manifest().isEmpty(),
          chain.id(),
          seal,
          planned(),
          (int)
              chain.scenarios().keySet().stream()
                  .filter(own -> own.startsWith(RunFolder.SCENARIOS))
                  .count(),
          records,
          unchained,
          bytes);
    } catch (IOException e) {
      problem("the folder can't be read: " + e.getMessage());
      return new Pack(problems, false, "", "", 0, 0, records, unchained, bytes);
    }
  }

  private void problem(String sentence) {
    if (problems.size() < Verification.MAX_PROBLEMS) {
      problems.add(Verification.plain(sentence));
    }
  }

  /** The run's chain, of a form that this rig reads. */
  private RunChainCheck chain(Set<String> files) throws IOException {
    if (!files.contains(RunFolder.CHAIN)) {
      if (files.contains(RunFolder.MANIFEST) && manifestHasForm()) {
        throw new IOException(RunFolder.CHAIN + " is missing: it was removed");
      }
      throw new RunFolderException(
          folder
              + ": has form 1, without chains (there is no "
              + RunFolder.CHAIN
              + "), and this rig verifies form "
              + RunChain.FORMAT
              + "; the rig that made it does: "
              + maker());
    }
    RunChainCheck chain = RunChainCheck.of(folder);
    if (chain.format() != RunChain.FORMAT && chain.format() != 0) {
      throw new RunFolderException(
          folder
              + ": has form "
              + chain.format()
              + ", and this rig verifies form "
              + RunChain.FORMAT
              + "; "
              + (chain.format() > RunChain.FORMAT ? "a newer rig does" : "an older rig does")
              + ", at least the one that made it: "
              + maker());
    }
    return chain;
  }

  private boolean manifestHasForm() {
    try {
      return RunFiles.version(folder, RunFolder.MANIFEST, "format").equals("" + RunChain.FORMAT);
    } catch (IOException e) {
      return false;
    }
  }

  private String maker() {
    try {
      return "DCM Rig " + RunFiles.version(folder, RunFolder.RUN, "toolVersion");
    } catch (IOException e) {
      return "run.json does not say which";
    }
  }

  private RunFiles.@Nullable Sealed sealed() {
    try {
      return RunFiles.read(folder, RunFolder.MANIFEST, RunFiles.Sealed.class);
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private int planned() {
    try {
      return RunFiles.read(folder, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {})
          .size();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Hashes all files, scenario by scenario and file by file, on all processors. */
  private void hash(
      Set<String> files,
      RunChainCheck chain,
      Map<String, RunFiles.Entry> listed,
      boolean hasManifest)
      throws IOException {
    Map<String, Set<String>> scenarios = new LinkedHashMap<>();
    List<HashedFiles> tasks = new ArrayList<>();
    for (String name : files) {
      Matcher own = OF_SCENARIO.matcher(name);
      if (own.matches()) {
        scenarios.computeIfAbsent(own.group(1), key -> new TreeSet<>()).add(own.group(2));
      } else if (!BESIDE.contains(name) && (listed.isEmpty() || listed.containsKey(name))) {
        // What was added to a sealed run is named, and not read: it may be very long.
        tasks.add(HashedFiles.one(folder, name, listed.get(name)));
      }
    }
    scenarios.forEach(
        (own, names) ->
            tasks.add(
                HashedFiles.ofScenario(
                    folder,
                    own,
                    names,
                    chain.runOf(own),
                    listed,
                    !hasManifest && !chain.scenarios().containsKey(own))));
    // The largest first: no thread is left with it in the end.
    tasks.sort(Comparator.comparingLong(HashedFiles::size).reversed());
    List<HashedFiles> done = new ArrayList<>();
    if (tasks.stream().mapToLong(HashedFiles::size).sum() < MANY_BYTES) {
      for (HashedFiles task : tasks) {
        done.add(task.call());
      }
    } else {
      done.addAll(sideBySide(tasks));
    }
    done.sort(Comparator.comparing(HashedFiles::name));
    for (HashedFiles one : done) {
      one.problems().forEach(this::problem);
      hashes.putAll(one.hashes());
      records += one.records();
      unchained += one.unchained();
      bytes += one.bytes();
    }
  }

  private static List<HashedFiles> sideBySide(List<HashedFiles> tasks) throws IOException {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<HashedFiles> done = new ArrayList<>();
      for (Future<HashedFiles> task : workers.invokeAll(tasks)) {
        done.add(task.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were hashed", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      workers.shutdownNow();
    }
  }

  /** What the run's chain says of files and scenarios. */
  private void ofChain(RunChainCheck chain, Set<String> files) {
    chain
        .files()
        .forEach(
            (name, said) -> {
              String last = said.get(said.size() - 1);
              String before = said.size() > 1 ? said.get(said.size() - 2) : null;
              boolean late =
                  chain.mayBeLate(name)
                      && (before == null ? !files.contains(name) : before.equals(hash(name)));
              if (!late && !last.equals(hash(name))) {
                problem(
                    name
                        + (files.contains(name)
                            ? " is not the file that the chain says was written"
                            : " is missing, and the chain says that it was written"));
              }
            });
    for (String name : List.of(RunFolder.RUN, RunFolder.PLAN)) {
      if (files.contains(name) && !chain.files().containsKey(name)) {
        problem(name + " is not in the chain");
      }
    }
    chain.scenarios().forEach((own, said) -> ofScenario(chain, own, said, files));
    for (String name : files) {
      Matcher own = OF_SCENARIO.matcher(name);
      if (own.matches()
          && own.group(2).equals(ScenarioFiles.VERDICT)
          && !chain.scenarios().containsKey(own.group(1))) {
        problem(name + " is not in the chain: no such verdict was given in this run");
      }
    }
  }

  private void ofScenario(
      RunChainCheck chain, String own, RunChainCheck.Scenario said, Set<String> files) {
    String at = own + "/";
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(ScenarioFiles.HEADER, said.header());
    if (!said.chain().equals(RunChain.NONE)) {
      wanted.put(Links.FILE, said.chain());
    }
    wanted.put(ScenarioFiles.VERDICT, said.verdict());
    wanted.forEach(
        (name, sha256) -> {
          boolean late = name.equals(ScenarioFiles.VERDICT) && chain.mayBeLate(own);
          if (!files.contains(at + name)) {
            if (!late) {
              problem(at + name + " is missing, and the chain says that it was written");
            }
          } else if (!sha256.equals(hash(at + name))) {
            problem(at + name + " is not the file that the chain says was written");
          }
        });
  }

  /** SHA-256 of the manifest; empty of one that is too large to be read. */
  private String seal() throws IOException {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    return Files.size(manifest) > RunFiles.MAX_BYTES ? "" : Digests.of(manifest);
  }

  /** What is laid beside a manifest shows that there was one: such a run was not cut off. */
  private void manifest(RunChainCheck chain, boolean there, String seal, Set<String> files) {
    if (there) {
      if (!seal.equals(chain.manifest())) {
        problem(RunFolder.MANIFEST + " is not the file that the chain says was written");
      }
      return;
    }
    for (String beside : List.of(RunFolder.ATTESTATION, RunFolder.SIGNERS, RunFolder.TIME_STAMP)) {
      if (files.contains(beside)) {
        problem(
            RunFolder.MANIFEST
                + " was removed: "
                + beside
                + " is there, and only a sealed run is signed");
      }
    }
  }

  private String hash(String name) {
    return hashes.getOrDefault(name, "");
  }

  private void listed(RunFiles.Sealed sealed, Set<String> files) {
    sealed
        .files()
        .forEach(
            (name, entry) -> {
              if (!files.contains(name)) {
                problem(name + " was removed after the run was sealed");
              } else if (!hash(name).equals(entry.sha256())) {
                problem(name + " was changed after the run was sealed");
              }
            });
    for (String name : files) {
      if (!sealed.files().containsKey(name) && !BESIDE.contains(name)) {
        problem(name + " was added after the run was sealed");
      }
    }
  }

  private void held(RunFiles.Sealed sealed, RunChainCheck chain) {
    same("id", sealed.id(), chain.id());
    same("chain", sealed.chain(), chain.link());
    same("digest", sealed.digest(), chain.digest());
    same("seed", Long.toString(sealed.seed()), chain.seed());
    same("format", Integer.toString(sealed.format()), Integer.toString(chain.format()));
  }

  private void same(String field, String said, String found) {
    if (!said.equals(found)) {
      problem("manifest.json says '" + field + "' is " + said + ", and chain.txt says " + found);
    }
  }
}
