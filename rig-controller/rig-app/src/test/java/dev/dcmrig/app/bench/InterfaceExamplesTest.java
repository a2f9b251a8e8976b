// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.DecodedMsd;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdField;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.sip.SipMessageView;
import dev.dcmrig.sip.SipStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/DCM-INTERFACE.md are what the emulated DCM and the centre said to each
 * other. To write them anew: run this test with {@code -Drig.update=true}.
 */
class InterfaceExamplesTest {
  private static final String BEGIN =
      "<!-- Made by InterfaceExamplesTest: don't edit by hand. -->\n";
  private static final String END = "<!-- End of what InterfaceExamplesTest made. -->\n";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** A SIP message as the link carried it. */
  private record Carried(String from, SipMessageView message) {
    boolean isFromDcm() {
      return from.startsWith("10.64.0.2");
    }
  }

  private final List<Carried> carried = new ArrayList<>();

  @Test
  void theExamplesAreWhatIsSaid() throws Exception {
    try (OneBench benches = new OneBench(Set.of());
        Bench bench = benches.open("examples", 7, new SipRecorder())) {
      call(bench);
    }
    Path file = Path.of(System.getProperty("rig.root"), "docs/DCM-INTERFACE.md");
    String document = Files.readString(file).replace("\r\n", "\n");
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    assertTrue(begin >= 0 && end > begin, "the document has no place for the examples");
    String before = document.substring(begin + BEGIN.length(), end);
    String after = examples();
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(file, document.replace(BEGIN + before + END, BEGIN + after + END));
      return;
    }
    assertEquals(after, before, "run this test with -Drig.update=true");
  }

  private static void call(Bench bench) {
    bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
    bench.time().advance(Duration.ofSeconds(8));
    bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
    until(bench, () -> bench.centre().calls().stream().anyMatch(each -> each.connected() != null));
    Call call = bench.centre().calls().get(0);
    bench.centre().requestMsd(bench.dut().vin());
    until(bench, () -> call.data().size() == 2);
    bench.time().advance(Duration.ofSeconds(1));
    bench.centre().hangUp(bench.dut().vin());
    bench.time().advance(Duration.ofSeconds(5));
  }

  private static void until(Bench bench, BooleanSupplier what) {
    assertTrue(bench.time().advanceUntil(what, Duration.ofSeconds(20)));
  }

  private String examples() throws Exception {
    StringBuilder text = new StringBuilder();
    SipMessageView invite =
        show(text, "INVITE, from the DCM", each -> each.isFromDcm() && is(each, "INVITE"));
    show(
        text,
        "200 to it, from the centre",
        each -> !each.isFromDcm() && each.message().status() == 200);
    show(
        text,
        "INFO, from the centre: it asks for the MSD",
        each -> !each.isFromDcm() && is(each, "INFO") && body(each).contains("send-data"));
    show(text, "INFO, from the DCM", each -> each.isFromDcm() && is(each, "INFO"));
    show(
        text,
        "INFO, from the centre: it acknowledges the MSD",
        each -> !each.isFromDcm() && is(each, "INFO") && body(each).contains("<ack "));
    show(text, "REGISTER, from the DCM", each -> each.isFromDcm() && is(each, "REGISTER"));
    byte[] msd =
        Multipart.parse(invite.contentType(), invite.body())
            .part(Msd.CONTENT_TYPE)
            .orElseThrow()
            .body();
    DecodedMsd decoded = MsdCodec.read(msd);
    assertEquals(List.of(), decoded.faults());
    text.append("\n**The MSD of the INVITE** (`./rig msd decode ").append(HEX.formatHex(msd));
    text.append("` shows it with its bits)\n\n");
    text.append("| bit | bits | field | raw | meaning |\n|---|---|---|---|---|\n");
    for (MsdField field : decoded.fields()) {
      text.append("| ").append(field.bit()).append(" | ").append(field.bits()).append(" | `");
      text.append(field.name()).append("` | ").append(field.raw()).append(" | ");
      text.append(field.meaning()).append(" |\n");
    }
    return text.toString();
  }

  private static boolean is(Carried carried, String method) {
    return carried.message().isRequest() && carried.message().method().equals(method);
  }

  private static String body(Carried carried) {
    return new String(carried.message().body(), StandardCharsets.ISO_8859_1);
  }

  private SipMessageView show(StringBuilder text, String title, Predicate<Carried> which)
      throws Exception {
    Carried found =
        carried.stream()
            .filter(which)
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody has sent: " + title));
    text.append("\n**").append(title).append("**\n\n");
    for (String line : lines(found.message())) {
      text.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
    }
    return found.message();
  }

  /** The message as text; the bytes of an MSD as hexadecimal in brackets. */
  private static List<String> lines(SipMessageView message) throws Exception {
    String raw = new String(message.raw(), StandardCharsets.ISO_8859_1);
    if (message.body().length > 0) {
      Multipart body = Multipart.parse(message.contentType(), message.body());
      var msd = body.part(Msd.CONTENT_TYPE);
      if (msd.isPresent()) {
        byte[] bytes = msd.get().body();
        raw =
            raw.replace(
                new String(bytes, StandardCharsets.ISO_8859_1),
                "[" + bytes.length + " bytes: " + HEX.formatHex(bytes) + "]");
      }
    }
    return raw.lines().map(String::stripTrailing).toList();
  }

  private final class SipRecorder extends NoRecorder {
    @Override
    public void network(
        long timeNanos,
        Protocol protocol,
        String from,
        String to,
        Delivery delivery,
        byte[] payload) {
      if (protocol == Protocol.SIP) {
        new SipStreamReader()
            .read(payload)
            .forEach(message -> carried.add(new Carried(from, message)));
      }
    }
  }
}
