// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.mutants.BytecodeMutants;
import dev.dcmrig.qualify.run.FoundFaults;
import dev.dcmrig.qualify.worker.ClassFiles;
import java.nio.file.Path;
import java.util.List;

/** All faults of a domain that there are to draw from. */
public final class FaultLists {
  private static final String DEFECTS = "defects";
  private static final String PROFILE = "profile";

  private FaultLists() {}

  /** Finds them. */
  public static FoundFaults of(RigHome home, Path bench, Domain domain, List<String> operators) {
    return switch (domain.name()) {
      case DEFECTS -> new FoundFaults(defects(), FaultLists::noBytes, List.of());
      case PROFILE -> {
        BenchConfiguration configuration = BenchConfiguration.load(home, bench, Drivers.TABLE);
        yield new FoundFaults(
            ProfileFaults.of(configuration.profile()), FaultLists::noBytes, List.of());
      }
      default -> {
        List<String> types = ClassFiles.in(domain.packages(), domain.except());
        BytecodeMutants mutants = BytecodeMutants.in(types, operators, ClassFiles::bytes);
        yield new FoundFaults(mutants.faults(), mutants::bytes, defects());
      }
    };
  }

  private static List<Fault> defects() {
    return Defects.all().stream()
        .map(defect -> Fault.ofDefect(defect.id(), defect.title(), defect.requirement()))
        .toList();
  }

  private static byte[] noBytes(Fault fault) {
    throw new IllegalArgumentException(fault.id() + " is no fault of bytecode");
  }
}
