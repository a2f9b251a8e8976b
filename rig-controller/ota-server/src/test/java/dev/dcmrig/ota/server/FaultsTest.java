// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.ota.ddi.Exchange;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.UpdatePolicy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on purpose: each for one exchange, and only what it says. */
class FaultsTest {
  private static final byte[] IMAGE = new byte[50_000];

  @TempDir static Path folder;
  private static ServerFixture fixture;
  private static ServerFixture.Device device;
  private static long action;
  private static String link;
  private static String path;

  @BeforeAll
  static void open() {
    fixture = new ServerFixture(folder);
    device = fixture.device("CAR");
    action = fixture.core.actions().assign("CAR", fixture.set("1", IMAGE), UpdatePolicy.FORCED);
    link = device.link("deploymentBase");
    path =
        ServerFixture.json(device.send("GET", link, ""))
            .at("/deployment/chunks/0/artifacts/0/_links/download/href")
            .asText();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void next(Exchange exchange, OtaFault fault) {
    fixture.server.faults().next(exchange, fault);
  }

  @Test
  void aStatusIsAnsweredOnceAndTheRequestHasNoEffect() {
    next(Exchange.FEEDBACK, OtaFault.status(503));
    assertEquals(503, device.feedback(link, "download", "none"));
    assertEquals(200, device.send("GET", device.base(), "").statusCode());
    assertNotEquals(ActionState.DOWNLOADING, fixture.core.actions().of("CAR", action).state());
  }

  @Test
  void anAnswerThatIsLostHasHadItsEffectOrNot() {
    next(Exchange.FEEDBACK, OtaFault.dropBefore());
    // The client of the test may send it once more by itself: both are lost.
    next(Exchange.FEEDBACK, OtaFault.dropBefore());
    assertThrows(UncheckedIOException.class, () -> device.feedback(link, "downloaded", "none"));
    fixture.server.faults().clear();
    assertNotEquals(ActionState.DOWNLOADED, fixture.core.actions().of("CAR", action).state());
    next(Exchange.FEEDBACK, OtaFault.dropAfter());
    next(Exchange.FEEDBACK, OtaFault.dropAfter());
    assertThrows(UncheckedIOException.class, () -> device.feedback(link, "proceeding", "none"));
    fixture.server.faults().clear();
    assertEquals(ActionState.PROCEEDING, fixture.core.actions().of("CAR", action).state());
  }

  @Test
  void aDownloadIsCutAndGoesOn() {
    for (int count = 0; count < 3; count++) {
      next(Exchange.DOWNLOAD, OtaFault.cutAfter(20_000));
    }
    assertThrows(UncheckedIOException.class, () -> device.send("GET", path, ""));
    fixture.server.faults().clear();
    assertEquals(30_000, device.send("GET", path, "", "Range", "bytes=20000-").body().length);
  }

  @Test
  void oneByteIsWrong() {
    next(Exchange.DOWNLOAD, OtaFault.flipAt(12_345));
    byte[] wrong = device.send("GET", path, "").body();
    byte[] expected = IMAGE.clone();
    expected[12_345] = -1;
    assertArrayEquals(expected, wrong);
    next(Exchange.DOWNLOAD, OtaFault.flipAt(0));
    byte[] part = device.send("GET", path, "", "Range", "bytes=10-19").body();
    assertArrayEquals(new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, part);
    assertArrayEquals(IMAGE, device.send("GET", path, "").body());
  }

  @Test
  void aRangeIsNotHeardAndATagIsAnother() {
    next(Exchange.DOWNLOAD, OtaFault.ignoreRange());
    var whole = device.send("GET", path, "", "Range", "bytes=10-19");
    assertEquals(200, whole.statusCode());
    assertEquals(IMAGE.length, whole.body().length);
    next(Exchange.DOWNLOAD, OtaFault.otherTag());
    assertEquals(
        "\"other\"", device.send("HEAD", path, "").headers().firstValue("ETag").orElse(""));
  }
}
