// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.KeptFiles;
import dev.dcmrig.uptane.verify.Limits;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.RepositoryUpdate;
import dev.dcmrig.uptane.verify.Requests;
import dev.dcmrig.uptane.verify.TargetSearch;
import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import dev.dcmrig.uptane.verify.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code rig ota tuf-client}: the verifier of the emulated DCM as a client of one TUF repository,
 * in the words of the public conformance suite (theupdateframework/tuf-conformance, CLIENT-CLI.md).
 */
@Command(
    name = "tuf-client",
    description = {
      "Takes images from one TUF repository, with the verifier that the emulated DCM has.",
      "It speaks the client protocol of the suite theupdateframework/tuf-conformance.",
      "Exit code 0: done. 1: refused, or not to be had."
    },
    footer = {
      "",
      "Examples:",
      "  rig ota tuf-client --metadata-dir M init root.json      trust begins here",
      "  rig ota tuf-client --metadata-dir M --metadata-url http://127.0.0.1:8080/metadata refresh",
      "  rig ota tuf-client --metadata-dir M --metadata-url http://127.0.0.1:8080/metadata \\",
      "      --target-base-url http://127.0.0.1:8080/targets --target-dir T \\",
      "      --target-name firmware/dcm-2.bin download"
    })
public final class TufClientCommand implements Callable<Integer> {
  /** What it shall do. */
  enum Order {
    init,
    refresh,
    download
  }

  private static final String REPOSITORY = "repository";
  private static final int BLOCK = 16 * 1024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "COMMAND", description = "init, refresh or download.")
  private Order order = Order.refresh;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ROOT",
      description = "With init: the root metadata that are trusted.")
  private @Nullable Path trustedRoot;

  @Option(
      names = "--metadata-dir",
      required = true,
      paramLabel = "DIR",
      description = "Where trusted metadata are kept.")
  private Path metadataDir = Path.of("");

  @Option(
      names = "--metadata-url",
      paramLabel = "URL",
      description = "Where the repository's metadata are.")
  private @Nullable URI metadataUrl;

  @Option(
      names = "--target-name",
      paramLabel = "PATH",
      description = "An image to download; may be repeated.")
  private List<String> targetNames = List.of();

  @Option(
      names = "--target-base-url",
      paramLabel = "URL",
      description = "Where the repository's images are.")
  private @Nullable URI targetBaseUrl;

  @Option(names = "--target-dir", paramLabel = "DIR", description = "Where images are put.")
  private @Nullable Path targetDir;

  private final Console console;
  private final HttpFiles http = new HttpFiles();

  public TufClientCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      switch (order) {
        case init -> init();
        case refresh -> refresh(new UptaneVerifier(http.clock().instant()));
        case download -> download(new UptaneVerifier(http.clock().instant()));
      }
      return ExitCode.PASSED.number();
    } catch (Rejection refused) {
      console.problem("refused: " + refused.getMessage());
    } catch (IOException failed) {
      console.problem("not to be had: " + failed);
    }
    return ExitCode.FAILED.number();
  }

  private void init() throws IOException, Rejection {
    byte[] root = Files.readAllBytes(needed(trustedRoot, "the file of trusted root metadata"));
    UptaneVerifier.provisioned(root);
    new TufStore(metadataDir).write("root", root);
  }

  private TrustedRepository refresh(UptaneVerifier verifier) throws IOException, Rejection {
    TufStore store = new TufStore(metadataDir);
    RepositoryUpdate update =
        new RepositoryUpdate(REPOSITORY, verifier, Limits.USUAL, KeptFiles.read(store::read));
    try {
      answer(update);
    } finally {
      store.keep(update.trusted());
    }
    return update.trusted();
  }

  private void answer(Requests requests) throws IOException, Rejection {
    URI base = slashed(needed(metadataUrl, "--metadata-url"));
    requests.answerFrom(wanted -> http.metadata(base, wanted));
  }

  private void download(UptaneVerifier verifier) throws IOException, Rejection {
    TrustedRepository trusted = refresh(verifier);
    for (String name : targetNames) {
      TargetSearch search =
          new TargetSearch(
              REPOSITORY,
              verifier,
              Limits.USUAL,
              trusted,
              name,
              Set.of(),
              TargetSearch.Terminating.GOES_BELOW);
      try {
        answer(search);
      } finally {
        trusted = search.trusted();
        new TufStore(metadataDir).keep(trusted);
      }
      Optional<Target> found = search.found();
      if (found.isEmpty()) {
        throw new IOException(name + ": nobody with the authority for it knows it");
      }
      fetch(found.get(), trusted.root().consistentSnapshot());
    }
  }

  private void fetch(Target target, boolean underHash) throws IOException, Rejection {
    Path folder = needed(targetDir, "--target-dir");
    Path place = folder.resolve(Wanted.encoded(target.path()));
    if (isThere(target, place)) {
      console.line(target.path() + " is there already");
      return;
    }
    Files.createDirectories(folder);
    Path part = place.resolveSibling(place.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      http.image(address(target, underHash), new ImageCheck(target), out);
    } catch (IOException | Rejection e) {
      Files.deleteIfExists(part);
      throw e;
    }
    TufStore.moveWhole(part, place);
  }

  /** Under consistent snapshots an image stands under its hash: {@code folder/HASH.name}. */
  private URI address(Target target, boolean underHash) {
    String path = target.path();
    int name = path.lastIndexOf('/') + 1;
    TreeMap<String, String> hashes = new TreeMap<>(target.hashes());
    String hash = underHash ? hashes.firstEntry().getValue() + "." : "";
    StringBuilder encoded = new StringBuilder();
    for (String folder : path.substring(0, name).split("/", -1)) {
      encoded.append(folder.isEmpty() ? "" : Wanted.encoded(folder) + "/");
    }
    encoded.append(Wanted.encoded(hash + path.substring(name)));
    return slashed(needed(targetBaseUrl, "--target-base-url")).resolve(encoded.toString());
  }

  private static boolean isThere(Target target, Path place) throws IOException {
    if (!Files.isRegularFile(place) || Files.size(place) != target.length()) {
      return false;
    }
    ImageCheck check = new ImageCheck(target);
    try (InputStream in = Files.newInputStream(place)) {
      byte[] block = new byte[BLOCK];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        check.update(block, 0, count);
      }
      check.finish();
      return true;
    } catch (Rejection another) {
      return false;
    }
  }

  private static URI slashed(URI base) {
    return base.toString().endsWith("/") ? base : URI.create(base + "/");
  }

  private <T> T needed(@Nullable T value, String what) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), order + " needs " + what);
    }
    return value;
  }
}
