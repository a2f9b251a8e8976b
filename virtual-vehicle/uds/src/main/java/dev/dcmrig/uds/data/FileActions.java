// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.uds.EcuActions;
import dev.dcmrig.uds.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers as an ECU's file says: its data, what was written to them, and its security levels. */
public class FileActions implements EcuActions {
  private final EcuFile file;
  private final Map<EcuFile.Origin, Supplier<byte[]>> origins;
  private final Map<Integer, byte[]> written = new TreeMap<>();
  private int seeds;
  private int wrongKeys;

  /**
   * @param origins where values come from while the ECU runs; one that is missing is as the file
   *     says
   */
  public FileActions(EcuFile file, Map<EcuFile.Origin, Supplier<byte[]>> origins) {
    this.file = file;
    this.origins = new EnumMap<>(EcuFile.Origin.class);
    this.origins.putAll(origins);
  }

  @Override
  public byte[] read(int identifier) {
    byte[] own = written.get(identifier);
    if (own != null) {
      return own.clone();
    }
    EcuFile.Data data = data(identifier);
    Supplier<byte[]> origin = data.from().map(origins::get).orElse(null);
    return origin == null ? data.value() : fitted(origin.get(), data.value().length);
  }

  private EcuFile.Data data(int identifier) {
    return file.data().stream()
        .filter(known -> known.number() == identifier)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(String.format("no DID 0x%04X", identifier)));
  }

  /** As long as the file says: cut off, or filled up with blanks; 0: as it is. */
  private static byte[] fitted(byte[] value, int length) {
    if (length == 0) {
      return value;
    }
    byte[] fitted = new byte[length];
    for (int at = 0; at < length; at++) {
      fitted[at] = at < value.length ? value[at] : (byte) ' ';
    }
    return fitted;
  }

  @Override
  public Outcome write(int identifier, byte[] value) {
    written.put(identifier, value.clone());
    keep(identifier, value);
    return Outcome.done();
  }

  /** A value was written; an ECU that keeps it elsewhere, too, does so here. */
  protected void keep(int identifier, byte[] value) {}

  /** Puts back a value that was kept. */
  protected final void restore(int identifier, byte[] value) {
    written.put(identifier, value.clone());
  }

  @Override
  public byte[] seed(int level) {
    return SeedAndKey.seed(secret(level), ++seeds);
  }

  @Override
  public boolean keyFits(int level, byte[] seed, byte[] key) {
    return SeedAndKey.fits(secret(level), seed, key);
  }

  @Override
  public int wrongKeys() {
    return wrongKeys;
  }

  @Override
  public void keepWrongKeys(int count) {
    wrongKeys = count;
  }

  private String secret(int level) {
    @Nullable String secret =
        file.security().stream()
            .filter(known -> known.level() == level)
            .map(EcuFile.SecurityLevel::secret)
            .findFirst()
            .orElse(null);
    if (secret == null) {
      throw new IllegalArgumentException("no security level " + level);
    }
    return secret;
  }

  /** What is so at this moment, for a trouble code. */
  public SortedMap<Integer, byte[]> snapshot() {
    SortedMap<Integer, byte[]> values = new TreeMap<>();
    for (String did : file.snapshot()) {
      int number = Hex.number(did, 0xFFFF, "snapshot");
      values.put(number, read(number));
    }
    return values;
  }
}
