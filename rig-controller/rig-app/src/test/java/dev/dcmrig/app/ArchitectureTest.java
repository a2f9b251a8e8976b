// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/ARCHITECTURE.md, as the build sees them. */
@AnalyzeClasses(
    packages = "dev.dcmrig",
    importOptions = {DoNotIncludeTests.class, WithoutTestJars.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule stepsSeeOnlyTheApi =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.features..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.dcm..",
              "dev.dcmrig.ecus..",
              "dev.dcmrig.host..",
              "dev.dcmrig.fleet..",
              "dev.dcmrig.network..",
              "dev.dcmrig.telematics..",
              "dev.dcmrig.centre..",
              "dev.dcmrig.bench..",
              "dev.dcmrig.sip..",
              "dev.dcmrig.ecall..",
              "dev.dcmrig.can.emulated..",
              "dev.dcmrig.sim..")
          .because(
              "the DCM is a black box and a scenario must run unchanged on a bench of hardware:"
                  + " steps know the ports of rig-api and nothing behind them");

  @ArchTest
  static final ArchRule onlyTheCompositionRootKnowsTheEmulatedDcm =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dcmrig.dcm..", "dev.dcmrig.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.dcmrig.dcm..")
          .because("what the rig knows of a DCM it must have learnt from its three faces");

  @ArchTest
  static final ArchRule theDcmKnowsNoRigAndNoEcu =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.dcm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.ecus..",
              "dev.dcmrig.host..",
              "dev.dcmrig.fleet..",
              "dev.dcmrig.evidence..",
              "dev.dcmrig.api..",
              "dev.dcmrig.bench..",
              "dev.dcmrig.network..",
              "dev.dcmrig.telematics..",
              "dev.dcmrig.centre..")
          .because("a DCM that could look behind the bench would be judged by what it was told");

  @ArchTest
  static final ArchRule onlySpansGoOutOverHttp =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.dcmrig.app.spans..",
              "dev.dcmrig.app.cli.ota..",
              "dev.dcmrig.app.hawkbit..",
              "dev.dcmrig.attest.timestamp..",
              "dev.dcmrig.telematics.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..")
          .because(
              "only spans, `rig ota`, `hawkbit` and time stamps go to an address that a user"
                  + " names");

  @ArchTest
  static final ArchRule theDcmKnowsNoDefect =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.dcm..")
          .and()
          .resideOutsideOfPackage("dev.dcmrig.dcm.defects..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dcmrig.dcm.defects..", "dev.dcmrig.sim.defect..")
          .because(
              "the reference DCM does what the requirements say; who breaks them is elsewhere");

  @ArchTest
  static final ArchRule oneEcuNeverCallsAnother =
      slices()
          .matching("dev.dcmrig.ecus.(*)..")
          .should()
          .notDependOnEachOther()
          // The car itself is made of its ECUs and plays the world's part towards each of them.
          .ignoreDependency(
              resideInAPackage("dev.dcmrig.ecus.vehicle.."), DescribedPredicate.alwaysTrue())
          .because("ECUs meet on the bus, as in a car; then any of them can be a real one");

  @ArchTest
  static final ArchRule thePlainModulesUseTheJdkOnly =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.dcmrig.sim..",
              "dev.dcmrig.can..",
              "dev.dcmrig.isotp..",
              "dev.dcmrig.uds..",
              "dev.dcmrig.ecall..")
          .and()
          .resideOutsideOfPackages("dev.dcmrig.can.socketcan..", "dev.dcmrig.ecall.mime..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "javax.net.ssl..",
              "javax.xml..",
              "org.xml..",
              "org.w3c..",
              "org.jspecify..",
              "dev.dcmrig.sim..",
              "dev.dcmrig.can..",
              "dev.dcmrig.isotp..",
              "dev.dcmrig.uds..",
              "dev.dcmrig.ecall..")
          .because("the heart of the product must not depend on anybody's release schedule");

  @ArchTest
  static final ArchRule theVerifierOfUpdatesIsPure =
      classes()
          .that()
          .resideInAPackage("dev.dcmrig.uptane..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.io..",
              "java.math..",
              "java.nio..",
              "java.security..",
              "java.time..",
              "java.util..",
              "org.jspecify..",
              "com.fasterxml.jackson.core..",
              "dev.dcmrig.uptane..")
          .because("trust must not depend on a transport, a thread or a clock (decision 21)");

  @ArchTest
  static final ArchRule onlyTheCompositionRootKnowsTheKernelsSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dcmrig.can.socketcan..", "dev.dcmrig.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.dcmrig.can.socketcan..")
          .because("a bus is a CanBus: which one it is stands in the bench file");

  @ArchTest
  static final ArchRule driversOfInstrumentsKnowNoSimulator =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.bench..")
          .and()
          .resideOutsideOfPackage("dev.dcmrig.bench.scpi.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.dcmrig.bench.scpi.sim..")
          .because("a driver that shared code with its simulator would be tried against itself");

  @ArchTest
  static final ArchRule simulatorsKnowNoDriverOfInstruments =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.bench.scpi.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dcmrig.bench.scpi", "dev.dcmrig.bench.scpi.line..")
          .because("a driver that shared code with its simulator would be tried against itself");

  @ArchTest
  static final ArchRule certificatesAreMadeInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dcmrig.network.pki..", "dev.dcmrig.attest.timestamp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..")
          .because("who makes keys is read by those who look for secrets");

  @ArchTest
  static final ArchRule theServiceKnowsNoNetwork =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.telematics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dcmrig.network..", "dev.dcmrig.centre..")
          .because("a service that saw the link could answer what never arrived over it");

  @ArchTest
  static final ArchRule theOtaServerKnowsNoOtherService =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.ota..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.network..", "dev.dcmrig.telematics..", "dev.dcmrig.centre..")
          .because("a server of updates learns of a DCM from its requests alone");

  @ArchTest
  static final ArchRule theServiceKnowsNoDefectOfItself =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.dcmrig.telematics.defects..",
              "dev.dcmrig.centre.defects..",
              "dev.dcmrig.ota.defects..",
              "dev.dcmrig.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.telematics.defects..",
              "dev.dcmrig.centre.defects..",
              "dev.dcmrig.ota.defects..")
          .because("a deliberate fault is seeded from outside and woven into nothing");

  @ArchTest
  static final ArchRule theNetworkKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dcmrig.telematics..", "dev.dcmrig.centre..")
          .because("a link that knew what it carries could treat a wrong message kindly");

  @ArchTest
  static final ArchRule theCentreSeesCountedSocketsOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.centre..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.network.link..",
              "dev.dcmrig.network.broker..",
              "dev.dcmrig.network.pki..",
              "dev.dcmrig.telematics..")
          .because("the centre learns of a DCM from its calls alone");

  @ArchTest
  static final ArchRule noPackageIsInACycle =
      slices()
          .matching("dev.dcmrig.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that can be read alone can be replaced alone");

  @ArchTest
  static final ArchRule theRunEngineHasNoCommandLine =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dcmrig.app..", "picocli..")
          .because("a server and a test start runs, too, and have no terminal");

  @ArchTest
  static final ArchRule reportsDoNotKnowTheRig =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.dcmrig.evidence..",
              "dev.dcmrig.compliance..",
              "dev.dcmrig.dossier..",
              "dev.dcmrig.attest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.dcmrig.api..",
              "dev.dcmrig.bench..",
              "dev.dcmrig.network..",
              "dev.dcmrig.telematics..",
              "dev.dcmrig.centre..",
              "dev.dcmrig.run..",
              "dev.dcmrig.app..")
          .because("a report must be made from an old run folder, without the rig that wrote it");

  @ArchTest
  static final ArchRule vertxIsMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.dcmrig.network.wire.RigVertx")
          .should()
          .callMethod(io.vertx.core.Vertx.class, "vertx")
          .orShould()
          .callMethod(io.vertx.core.Vertx.class, "vertx", io.vertx.core.VertxOptions.class)
          .because("Vert.x by itself listens for DNS on all interfaces, and leaves a cache behind");
}
