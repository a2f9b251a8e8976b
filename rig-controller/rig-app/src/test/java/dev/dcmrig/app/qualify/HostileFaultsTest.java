// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Child;
import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Domains;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.fault.Only;
import dev.dcmrig.qualify.fault.Sample.Shard;
import dev.dcmrig.qualify.run.FoundFaults;
import dev.dcmrig.qualify.run.Noticed;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.OwnTests;
import dev.dcmrig.qualify.run.Qualification;
import dev.dcmrig.qualify.run.Qualified;
import dev.dcmrig.qualify.run.Request;
import dev.dcmrig.qualify.run.Watcher;
import dev.dcmrig.qualify.run.WorkerCommand;
import dev.dcmrig.qualify.worker.ClassFiles;
import dev.dcmrig.sim.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Faults that would take the rig with them: each ends bounded, and harms no other. */
class HostileFaultsTest {
  private static final String TYPE = "dev.dcmrig.dcm.EmulatedDcm";
  private static final int HEAP_MEGABYTES = 200;

  /** The DCM's own code throws: a wrong DCM, and no broken bench. */
  private static final String OWN = "throws";

  @TempDir private Path folder;

  private final RigHome home = RigHome.find();
  private final Domain domain = Domains.read(home, "dcm");

  @Test
  void eachEndsBoundedAndTheNextIsUnharmed() throws Exception {
    Set<ProcessHandle> before = children().collect(Collectors.toSet());
    Map<String, Outcome> outcomes =
        run(faults("hang", "exit", "memory", "fork", "error", "noise", "harmless", OWN), quiet())
            .outcomes()
            .stream()
            .collect(Collectors.toMap(Outcome::id, outcome -> outcome));
    assertEquals(Noticed.TIME_LIMIT, outcomes.get("hang").noticed());
    assertBroke(outcomes.get("exit"), "ended with " + Hostile.CODE);
    assertBroke(outcomes.get("memory"), "memory was used up");
    assertEquals(Noticed.ERROR, outcomes.get("error").noticed(), outcomes::toString);
    Outcome own = outcomes.get(OWN);
    assertEquals(Noticed.BY_ITS_ID, own.noticed(), own::toString);
    assertTrue(
        own.reason().contains("watchdog reset it: NullPointerException at EmulatedDcm.start"),
        own::toString);
    for (String unharmed : List.of("fork", "noise", "harmless")) {
      assertEquals(Noticed.UNSEEN, outcomes.get(unharmed).noticed(), outcomes::toString);
      assertEquals(1, outcomes.get(unharmed).tried());
    }
    // What was killed takes a moment to be gone on a busy machine.
    Patience.await(millis -> goneWithin(millis, before));
    assertEquals(List.of(), startedSince(before));
  }

  private static boolean goneWithin(int millis, Set<ProcessHandle> before)
      throws InterruptedException {
    if (startedSince(before).isEmpty()) {
      return true;
    }
    Thread.sleep(millis);
    return false;
  }

  /** Without what other tests of this process have started before. */
  private static List<String> startedSince(Set<ProcessHandle> before) {
    return children()
        .filter(child -> !before.contains(child))
        .map(child -> child.pid() + " " + child.info())
        .toList();
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().descendants();
  }

  private static void assertBroke(Outcome outcome, String why) {
    assertEquals(Noticed.BROKE_THE_BENCH, outcome.noticed(), outcome::toString);
    assertTrue(outcome.reason().contains(why), outcome::toString);
  }

  @Test
  void whatWasCutOffGoesOnWhereItWas() throws Exception {
    List<Fault> faults = faults("harmless", "noise", "error");
    List<String> first = new ArrayList<>();
    AtomicReference<Qualification> running = new AtomicReference<>();
    Qualification begun = qualification(watcher(first, () -> running.get().stop()));
    running.set(begun);
    Qualified cutOff = begun.run(request(), found(faults));
    assertFalse(cutOff.isComplete());
    assertEquals(1, first.size());
    // As kill -9 in the middle of a line leaves it.
    Files.writeString(
        folder.resolve("outcomes.ndjson"), "{\"id\":\"noi", StandardOpenOption.APPEND);
    List<String> second = new ArrayList<>();
    Qualified whole = qualification(watcher(second, () -> {})).run(request(), found(faults));
    assertTrue(whole.isComplete());
    assertEquals(2, second.size());
    assertFalse(second.contains(first.get(0)));
  }

  private Qualified run(List<Fault> faults, Watcher watcher) throws Exception {
    return qualification(watcher).run(request(), found(faults));
  }

  private static FoundFaults found(List<Fault> faults) {
    return new FoundFaults(faults, bytes(), List.of());
  }

  private Qualification qualification(Watcher watcher) {
    Path bench = home.benches().resolve("emulated.yaml");
    return new Qualification(
        home,
        Drivers.TABLE,
        new WorkerCommand(
            WorkerProgram.class.getName(),
            List.of(bench.toString(), Long.toString(Request.SUITE_SEED)),
            home.root(),
            HEAP_MEGABYTES,
            Child.QUICK_START,
            List.of()),
        watcher);
  }

  private Request request() {
    return new Request(
        domain,
        home.benches().resolve("emulated.yaml"),
        OwnTests.NONE,
        "@IND-01 and @realtime",
        List.of(),
        Only.ALL,
        Integer.MAX_VALUE,
        1,
        Shard.WHOLE,
        1,
        1,
        folder,
        "test");
  }

  private static List<Fault> faults(String... names) {
    return Stream.of(names)
        .map(name -> Fault.ofBytecode(name, TYPE, "start", "Hostile", 0, name))
        .toList();
  }

  /** The DCM calls the hostile method as it starts. */
  private static Function<Fault, byte[]> bytes() {
    return fault -> {
      ClassReader reader = new ClassReader(ClassFiles.bytes(TYPE).orElseThrow());
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              MethodVisitor target = super.visitMethod(access, name, descriptor, signature, thrown);
              if (!name.equals("start")) {
                return target;
              }
              return new MethodVisitor(Opcodes.ASM9, target) {
                @Override
                public void visitCode() {
                  super.visitCode();
                  if (fault.id().equals(OWN)) {
                    visitInsn(Opcodes.ACONST_NULL);
                    visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I", false);
                    visitInsn(Opcodes.POP);
                    return;
                  }
                  visitMethodInsn(
                      Opcodes.INVOKESTATIC,
                      Hostile.class.getName().replace('.', '/'),
                      fault.id(),
                      "()V",
                      false);
                }
              };
            }
          },
          0);
      return writer.toByteArray();
    };
  }

  private static Watcher quiet() {
    return watcher(new ArrayList<>(), () -> {});
  }

  private static Watcher watcher(List<String> tried, Runnable afterEach) {
    return new Watcher() {
      @Override
      public void surveyed(int done, int of) {}

      @Override
      public void tried(int done, int of, Outcome outcome) {
        tried.add(outcome.id());
        afterEach.run();
      }

      @Override
      public void note(String sentence) {}
    };
  }
}
