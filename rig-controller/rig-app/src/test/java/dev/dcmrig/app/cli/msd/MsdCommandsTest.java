// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsdCommandsTest {
  private static final String VERSION_1 =
      "015C0681D54970D65C3597CA0420C41464583ADE68AC52E9BB8413F149C07414FB414F6010180813E82181823230";
  private static final String VERSION_2 =
      "02251C0680E30A51439E2955D43800800437F80A3105669023F8A71166932185B004150043C040";
  private static final String VERSION_3 =
      "0324101A01C614A2873C52ABA87001000868151882B34811FC5388B34990C2D8020A8021E020";

  @TempDir Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void shows(Rig rig, String... parts) {
    assertEquals(ExitCode.PASSED, rig.code(), rig.toString());
    for (String part : parts) {
      assertTrue(rig.out().contains(part), rig.toString());
    }
  }

  private static void refused(Rig rig, String... parts) {
    assertEquals(ExitCode.USAGE, rig.code(), rig.toString());
    for (String part : parts) {
      assertTrue(rig.err().contains(part), rig.toString());
    }
  }

  @Test
  void eachFieldIsShownWithItsBitsAndUnit() {
    shows(
        Rig.run("msd", "decode", VERSION_2),
        "  187    32  1000 0001 0001 1111 1100 0101 0011 1000  positionLatitude",
        "5.2387000 degrees (18859320 mas)",
        "2013-05-06T22:14:12Z",
        "90 degrees from north",
        "3000 mas",
        "nothing is out of range");
    shows(Rig.run("msd", "decode", VERSION_1), "version 1, VIN WM9VDSVDSYA123456");
    shows(Rig.run("msd", "decode", VERSION_3), "numberOfOccupants", "version 3");
  }

  @Test
  void hexadecimalIsReadInAnyOfItsForms() throws IOException {
    String spaced = VERSION_2.replaceAll("(..)", "0x$1, ");
    String lines = VERSION_2.toLowerCase(java.util.Locale.ROOT).replaceAll("(.{16})", "$1\r\n");
    shows(Rig.run("msd", "decode", spaced), "ECA");
    shows(Rig.run("msd", "decode", "0x" + VERSION_2), "ECA");
    shows(Rig.run("msd", "decode", VERSION_2.substring(0, 8), VERSION_2.substring(8)), "ECA");
    shows(Rig.run("msd", "decode", file("lines.hex", lines).toString()), "ECA");
    byte[] binary = HexFormat.of().parseHex(VERSION_2);
    shows(Rig.run("msd", "decode", file("call.msd", binary).toString()), "ECA");
  }

  @Test
  void aMinusReadsStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(VERSION_2.getBytes(StandardCharsets.US_ASCII)));
      shows(Rig.run("msd", "decode", "-"), "LLEXAM");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatIsOutOfRangeIsShownAndSaid() {
    shows(
        Rig.run(
            "msd",
            "decode",
            "02241C0680E30A51439E2955D438008004340A8C4159A49A7EC80C59A4C8616C01054010F010"),
        "faults of the sender:",
        "positionLatitude at bit 181: 324000001 mas is out of range");
  }

  @Test
  void whatIsCutIsShownUpToWhereItStopped() {
    Rig cut = Rig.run("msd", "decode", VERSION_1.substring(0, 40));
    refused(cut, "decoding stopped: the message ends inside", "at bit 1", "20 were given");
    assertTrue(cut.out().contains("WM9"), cut.toString());
  }

  @Test
  void badInputSaysWhatAndWhere() throws IOException {
    refused(Rig.run("msd", "decode", "02251"), "5 hexadecimal digits, which is odd");
    refused(Rig.run("msd", "decode", "02 2G"), "'G' (character 4) is no hexadecimal digit");
    refused(Rig.run("msd", "decode", "no-such.msd"), "a file that is there");
    refused(Rig.run("msd", "decode", folder.toString()), "is no plain file");
    refused(Rig.run("msd", "decode", file("empty", "").toString()), "holds no message");
    refused(Rig.run("msd", "decode", "04" + VERSION_2.substring(2)), "format version 4");
    refused(Rig.run("msd", "decode"), "Missing required parameter");
    refused(Rig.run("msd"), "say what to do: decode, encode");
    refused(Rig.run("msd", "encode", "none.json"), "there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {VERSION_1, VERSION_3})
  void whatIsDecodedIsEncodedToTheSameBytes(String hex) throws IOException {
    Rig decoded = Rig.run("msd", "decode", "--json", hex);
    String tabs = decoded.out().replace("  ", "\t");
    Rig encoded = Rig.run("msd", "encode", file("message.json", tabs).toString());
    assertEquals(hex, encoded.out().strip(), encoded.toString());
  }

  @Test
  void yamlWithWordsAndDegreesIsEncoded() throws IOException {
    Path yaml =
        file(
            "message.yaml",
            """
            version: 2
            messageIdentifier: 1
            automaticActivation: true
            positionCanBeTrusted: true
            vehicleType: M1
            vin: "00000000000000000"
            propulsion: [dieselTankPresent]
            timestamp: 2026-06-01T08:00:00Z
            latitude: -37.8183
            longitude: 144.9671
            direction: 45
            recentVehicleLocationN1: [0, 10]
            numberOfPassengers: 2
            additionalData: {relativeOid: 1.40, hex: 0010}
            """);
    Rig encoded = Rig.run("msd", "encode", yaml.toString());
    shows(
        Rig.run("msd", "decode", encoded.out().strip()),
        "-37.8183000 degrees",
        "2026-06-01T08:00:00Z",
        "01 28".replace(" ", ""),
        "0010");
  }

  @Test
  void eachWrongKeyIsSaidWithItsLine() throws IOException {
    Path yaml =
        file(
            "message.yaml",
            """
            version: 3
            messageIdentifier: 256
            automaticActivation: maybe
            positionCanBeTrusted: true
            vehicleType: X9
            vin: SHORT
            timestamp: 1
            direction: 1.5
            passengers: 2
            """);
    refused(
        Rig.run("msd", "encode", yaml.toString()),
        "message.yaml:2: 'messageIdentifier' is 256; it has 0 to 255",
        "message.yaml:3: 'automaticActivation' is 'maybe'; write true or false",
        "message.yaml:5: 'X9' is no vehicle type; it is one of M1,",
        "message.yaml:6: the vehicle identification number 'SHORT'",
        "message.yaml:8: 'direction' is '1.5'; write a whole number",
        "message.yaml:9: unknown key 'passengers'");
  }

  @Test
  void whatTheStandardDoesNotAllowIsEncodedOnlyWhenAskedFor() throws IOException {
    String json =
        Rig.run("msd", "decode", "--json", VERSION_2)
            .out()
            .replace("\"direction\" : 45", "\"direction\" : 200");
    String file = file("message.json", json).toString();
    refused(Rig.run("msd", "encode", file), "vehicleDirection: 200 is out of range", "--out-of-");
    shows(Rig.run("msd", "encode", "--out-of-range", file), "02");
    String third = json.replace("\"version\" : 2", "\"version\" : 3");
    shows(Rig.run("msd", "encode", "--out-of-range", file("third.json", third).toString()), "03");
    String bare = third.replaceAll("(?s)\"recentVehicleLocationN1\".*?],", "");
    refused(
        Rig.run("msd", "encode", file("bare.json", bare).toString()),
        "recentVehicleLocationN1 and N2 are mandatory");
  }
}
