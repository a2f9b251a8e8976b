// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.uptane.metadata.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a primary takes, refuses, keeps and reports (OTA-03; Uptane 2.1, 5.4). */
class PrimaryTest {
  @TempDir Path folder = Path.of("");
  private Maker maker;
  private Primary primary;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void makes() throws IOException, NoSuchAlgorithmException {
    maker = new Maker(folder);
    primary = maker.primary();
  }

  private final class Listener implements Primary.Listener {
    @Override
    public void authorised() {
      told.add("authorised");
    }

    @Override
    public void refused(String why) {
      told.add(why);
    }
  }

  private void verify(Target offered) {
    primary.verify(
        List.of(primary.forDcm(offered.length(), String.valueOf(offered.hashes().get("sha256")))),
        new Listener());
  }

  private void verifyFor(String ecu, Target offered) {
    primary.verify(
        List.of(
            new Offered(
                ecu,
                Maker.HARDWARE,
                offered.length(),
                String.valueOf(offered.hashes().get("sha256")))),
        new Listener());
  }

  private String last() {
    return told.get(told.size() - 1);
  }

  private String lastManifest() {
    return maker.manifests.get(maker.manifests.size() - 1);
  }

  @Test
  void whatBothRepositoriesHaveSignedIsAuthorised() throws IOException {
    verify(maker.release(2));
    assertEquals(List.of("authorised"), told);
    assertEquals("PUT director/" + Maker.VIN + "/manifest", maker.requests.get(0));
    assertTrue(maker.requests.contains("GET image/1.targets.json"));
  }

  @Test
  void whatTheDirectorHasNotOrderedIsRefused() throws IOException {
    Target other = Maker.image(3);
    maker.publish();
    verify(other);
    assertTrue(last().contains("ordered nothing"), last());
    maker.release(2);
    verify(other);
    assertTrue(last().contains("another image is offered"), last());
    assertTrue(last().endsWith("ARBITRARY_SOFTWARE)"), last());
  }

  @Test
  void newestMetadataCountAfterAReset() throws IOException {
    Target image = maker.release(2);
    byte[] old = maker.director.files().get("timestamp.json").clone();
    maker.director.renewTimestamp(maker.parts.timeline.now());
    verify(image);
    maker.instead.put("director/" + Maker.VIN + "/timestamp.json", old);
    primary = maker.primary();
    verify(image);
    assertEquals("authorised", told.get(0));
    assertTrue(last().endsWith("(Uptane 5.4.4.4-3, ROLLBACK)"), last());
  }

  @Test
  void metadataThatHaveExpiredAreRefused() throws IOException {
    Target image = maker.release(2);
    maker.parts.pass(Duration.ofDays(1));
    verify(image);
    assertTrue(last().endsWith("(Uptane 5.4.4.4-4, FREEZE)"), last());
  }

  @Test
  void withoutRepositoriesNothingIsTaken() throws IOException {
    maker.known = false;
    verify(maker.release(2));
    assertTrue(last().contains("nobody has said where"), last());
    assertEquals(List.of(), maker.requests);
  }

  @Test
  void aLostAnswerIsAskedForAgain() throws IOException {
    Target image = maker.release(2);
    maker.fault = "lost";
    verify(image);
    assertEquals(List.of(), told);
    int asked = maker.requests.size();
    verify(image);
    assertEquals(List.of("authorised"), told);
    assertEquals(maker.requests.get(asked - 1), maker.requests.get(asked));
  }

  @Test
  void anAnswerThatIsTooLongOrTooSlowIsAnAttack() throws IOException {
    Target image = maker.release(2);
    maker.fault = "long";
    verify(image);
    assertTrue(last().endsWith("(Uptane 5.4.4-1, ENDLESS_DATA)"), last());
    maker.fault = "slow";
    verify(image);
    assertTrue(last().endsWith("(Uptane 5.4, SLOW_RETRIEVAL)"), last());
  }

  @Test
  void whatIsGivenUpIsNotTold() throws IOException {
    Target image = maker.release(2);
    maker.fault = "lost";
    verify(image);
    primary.stop();
    assertEquals(List.of(), told);
    verify(image);
    assertEquals(List.of("authorised"), told);
  }

  @Test
  void theImageOnTheFlashMustHaveAllHashes() throws IOException {
    Target image = maker.release(2);
    verify(image);
    byte[] flash = Maker.bytes(2);
    Primary.Flash reads = (offset, count) -> Arrays.copyOfRange(flash, offset, offset + count);
    assertEquals(Optional.empty(), primary.wrongWithImage(image.length(), reads));
    flash[3] ^= 1;
    String wrong = primary.wrongWithImage(image.length(), reads).orElse("");
    assertTrue(wrong.endsWith("(Uptane 5.4.3.4-7, ARBITRARY_SOFTWARE)"), wrong);
  }

  @Test
  void whatRunsIsReportedWithAGrowingCounterAndTheAttackOnce() throws IOException {
    verify(maker.release(2));
    assertTrue(lastManifest().contains("\"report_counter\":1"), lastManifest());
    assertTrue(lastManifest().contains("dcm-1.0.0.bin"), lastManifest());
    primary.concluded(Set.of(Maker.ECU), () -> {});
    assertTrue(lastManifest().contains("\"report_counter\":2"), lastManifest());
    assertTrue(lastManifest().contains("dcm-2.bin"), lastManifest());
    verify(maker.release(1));
    assertTrue(last().endsWith("ROLLBACK)"), last());
    primary.concluded(Set.of(), () -> {});
    assertTrue(lastManifest().contains("\"attacks_detected\":\"ROLLBACK\""), lastManifest());
    assertTrue(lastManifest().contains("dcm-2.bin"), lastManifest());
    primary = maker.primary();
    primary.concluded(Set.of(), () -> {});
    assertTrue(lastManifest().contains("\"attacks_detected\":\"\""), lastManifest());
    assertTrue(lastManifest().contains("\"report_counter\":5"), lastManifest());
  }

  @Test
  void anOlderReleaseForAnEcuBehindTheDcmIsRefusedOverAReset() throws IOException {
    String ecu = primary.ecu("navigation");
    verifyFor(ecu, maker.release(ecu, 5));
    assertEquals("authorised", last());
    primary.concluded(Set.of(), () -> {});
    verifyFor(ecu, maker.release(ecu, 4));
    assertEquals("authorised", last(), "what does not run is no reason to refuse an older one");
    verifyFor(ecu, maker.release(ecu, 5));
    primary.concluded(Set.of(ecu), () -> {});
    primary = maker.primary();
    verifyFor(ecu, maker.release(ecu, 4));
    assertTrue(last().endsWith("ROLLBACK)"), last());
    verifyFor(ecu, maker.release(ecu, 6));
    assertEquals("authorised", last());
  }

  @Test
  void aDcmWithoutRootsIsNoPrimary() {
    Primary plain =
        new Primary(
            new DcmParts().context,
            new PrimaryRules() {},
            Maker.HARDWARE,
            Order.ofTheFactory("1.0.0", new byte[0]),
            maker,
            Maker.nobody(maker.parts));
    assertFalse(plain.isProvisioned());
    plain.concluded(Set.of(Maker.ECU), () -> {});
    assertEquals(List.of(), maker.requests);
  }

  @Test
  void aFolderWithAPartOfTheFilesIsSaidToBeWrong() throws IOException {
    Files.delete(folder.resolve("image.root.json"));
    IllegalStateException wrong = assertThrows(IllegalStateException.class, primary::isProvisioned);
    assertTrue(String.valueOf(wrong.getMessage()).contains("image.root.json"));
  }

  /** Otherwise the director would be told that it is installed, and would never order it again. */
  @Test
  void whatWasGivenUpIsNotInstalled() throws IOException {
    verify(maker.release(2));
    assertEquals("authorised", last());
    primary.giveUp();
    primary.concluded(Set.of(Maker.ECU), () -> {});
    assertTrue(lastManifest().contains("dcm-1.0.0.bin"), lastManifest());
  }

  @Test
  void anImageThatNobodyHasOrderedIsRefusedOnTheFlash() {
    assertTrue(
        primary
            .wrongWithImage(10, (offset, count) -> new byte[count])
            .orElse("")
            .contains("order"));
  }
}
