// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.mutants.BytecodeMutants;
import dev.dcmrig.qualify.worker.ClassFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** All faults of a domain that there are to draw from. */
public final class FaultLists {
  private static final String DEFECTS = "defects";
  private static final String PROFILE = "profile";

  /** Lists that are tried whole unless somebody says otherwise. */
  private static final int SMALL = 400;

  private FaultLists() {}

  /**
   * What was found.
   *
   * @param bytes makes the class of a fault of bytecode
   */
  public record Found(List<Fault> faults, Function<Fault, byte[]> bytes) {
    public Found {
      faults = List.copyOf(faults);
    }

    /** Whether there are few enough to try them all. */
    public boolean isSmall() {
      return faults.size() <= SMALL;
    }
  }

  /** Finds them. */
  public static Found of(RigHome home, Path bench, Domain domain, List<String> operators) {
    if (domain.name().equals(DEFECTS)) {
      return new Found(
          Defects.all().stream()
              .map(defect -> Fault.ofDefect(defect.id(), defect.title(), defect.requirement()))
              .toList(),
          FaultLists::noBytes);
    }
    if (domain.name().equals(PROFILE)) {
      BenchConfiguration configuration = BenchConfiguration.load(home, bench, Drivers.TABLE);
      return new Found(ProfileFaults.of(configuration.profile()), FaultLists::noBytes);
    }
    List<String> types = ClassFiles.in(domain.packages(), domain.except());
    BytecodeMutants mutants = BytecodeMutants.in(types, operators, ClassFiles::bytes);
    return new Found(mutants.faults(), mutants::bytes);
  }

  private static byte[] noBytes(Fault fault) {
    throw new IllegalArgumentException(fault.id() + " is no fault of bytecode");
  }
}
