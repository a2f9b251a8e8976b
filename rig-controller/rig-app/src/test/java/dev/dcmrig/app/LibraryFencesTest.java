// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where other people's libraries stay (docs/ARCHITECTURE.md), as the build sees it. */
@AnalyzeClasses(
    packages = "dev.dcmrig",
    importOptions = {DoNotIncludeTests.class, WithoutTestJars.class})
class LibraryFencesTest {

  @ArchTest
  static final ArchRule theMimeParserIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.ecall.mime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.james.mime4j..")
          .because("bodies of several parts are read in one place (decision 15)");

  @ArchTest
  static final ArchRule jnaIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.can.socketcan..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..")
          .because("native calls live in one module, so that everything else runs on any system");

  @ArchTest
  static final ArchRule serialLinesAreFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.bench.scpi.line..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fazecast..")
          .because("it is native: a driver knows bytes that go and come (decision 33)");

  @ArchTest
  static final ArchRule zstandardIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dcmrig.dcm.delta..", "dev.dcmrig.ota.delta..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.luben.zstd..")
          .because(
              "it is native, and can be missing: one package makes deltas, one unpacks them, and"
                  + " whoever can't takes the whole image (decision 27)");

  @ArchTest
  static final ArchRule openTelemetryIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.app.spans..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..")
          .because("what a run did is in its folder; one package hands it on to a collector");

  @ArchTest
  static final ArchRule testcontainersIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.bench.container..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
          .because("a container engine is one way to start a DCM: one module knows it");

  @ArchTest
  static final ArchRule pktsIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pkts..")
          .because("one module knows the SIP library, so that one module changes with it");

  @ArchTest
  static final ArchRule nettyIsACodecInTheDcm =
      noClasses()
          .that()
          .resideInAPackage("dev.dcmrig.dcm..")
          .and()
          .resideOutsideOfPackages("dev.dcmrig.dcm.mqtt..", "dev.dcmrig.dcm.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.vertx..")
          .because("of Netty the DCM takes codecs only (docs/decisions/0008), one package each");

  @ArchTest
  static final ArchRule theClusterIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.fleet.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.infinispan..", "org.jgroups..", "io.vertx.ext.cluster..")
          .because("a fleet knows a Vert.x; how it spans processes is one package's (decision 37)");

  @ArchTest
  static final ArchRule mailIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.telematics.mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.icegreen..", "jakarta.mail..")
          .because("the rest of the service knows letters, not how they travel");

  @ArchTest
  static final ArchRule wireMockIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.telematics.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.tomakehurst..")
          .because("the telematics service is a port; what plays it is its HTTP edge's business");

  @ArchTest
  static final ArchRule databasesAreFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.ota.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.h2..", "org.flywaydb..", "org.postgresql..")
          .because("which database it is stands in its address (decision 22)");

  @ArchTest
  static final ArchRule cucumbersInternalsAreFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.run.cucumber..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cucumber.core..",
              "io.cucumber.plugin..",
              "io.cucumber.messages..",
              "io.cucumber.tagexpressions..")
          .because("Cucumber's internals change with its versions: one package changes with them");

  @ArchTest
  static final ArchRule pdfIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.dossier.pdf..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.openhtmltopdf..", "org.apache.pdfbox..", "org.verapdf..")
          .because("a dossier is a page first; one package makes paper of it (decision 36)");

  @ArchTest
  static final ArchRule theMutationEngineIsFenced =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.qualify.mutants..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pitest..")
          .because("faults have ids of ours: another engine would be another package");

  @ArchTest
  static final ArchRule bytecodeIsWrittenInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.qualify.bytecode..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..")
          .because("what a JVM takes in place of a class is worked out in one package");

  @ArchTest
  static final ArchRule testsAreRunInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dcmrig.qualify.tests..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.junit..")
          .because("JUnit is no part of the product: it comes with the tests that a user names");
}
