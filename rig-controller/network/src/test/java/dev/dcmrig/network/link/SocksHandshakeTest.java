// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.RadioLink.ProxyAnswer;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the proxy answers to the bytes of a client, and whom it lets in (RFC 1928, RFC 1929). */
class SocksHandshakeTest {
  private static final String GREETING = "050102";

  /** {@code ab}, {@code c}. */
  private static final String LOGIN = "010261620163";

  /** To 198.51.100.10, port 5060. */
  private static final String REQUEST = "05010001C633640A13C4";

  private final List<String> seen = new ArrayList<>();
  private Handler<Buffer> reads;
  private Handler<Void> ends;
  private final SocksHandshake handshake =
      new SocksHandshake(
          socket(),
          (name, password) -> name.equals("ab") && password.equals("c"),
          new SocksHandshake.Listener() {
            @Override
            public void request(SocksHandshake of, int command, String host, int port) {
              seen.add("request " + command + " " + host + " " + port);
            }

            @Override
            public void stranger(SocksHandshake of) {
              seen.add("stranger");
            }

            @Override
            public void malformed(SocksHandshake of, String why) {
              seen.add("malformed: " + why);
            }
          });

  @SuppressWarnings("unchecked")
  private NetSocket socket() {
    return (NetSocket)
        Proxy.newProxyInstance(
            NetSocket.class.getClassLoader(),
            new Class<?>[] {NetSocket.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handler" -> {
                    reads = (Handler<Buffer>) arguments[0];
                    yield proxy;
                  }
                  case "closeHandler" -> {
                    ends = (Handler<Void>) arguments[0];
                    yield proxy;
                  }
                  case "exceptionHandler" -> proxy;
                  case "write" -> {
                    seen.add("> " + HexFormat.of().formatHex(((Buffer) arguments[0]).getBytes()));
                    yield null;
                  }
                  case "close" -> {
                    seen.add("closed");
                    yield null;
                  }
                  case "localAddress" -> SocketAddress.inetSocketAddress(1_080, "127.0.0.1");
                  default -> throw new AssertionError(method.getName());
                });
  }

  private void says(String hex) {
    reads.handle(Buffer.buffer(HexFormat.of().parseHex(hex)));
  }

  /** What was seen since the last look. */
  private void saw(String... expected) {
    assertEquals(List.of(expected), seen);
    seen.clear();
  }

  private void letIn() {
    says(GREETING + LOGIN);
    saw("> 05020100");
  }

  @Test
  void eachStepIsAnsweredAndTheRequestIsTold() {
    says(GREETING);
    saw("> 0502");
    says(LOGIN);
    saw("> 0100");
    assertEquals("ab", handshake.user());
    says(REQUEST);
    saw("request 1 198.51.100.10 5060");
    handshake.reply(SocksHandshake.SUCCEEDED, 5_060);
    saw("> 050000017f00000113c4");
    says("00");
    saw();
  }

  @Test
  void bytesMayComeOneByOne() {
    for (String all : List.of(GREETING, LOGIN, REQUEST)) {
      for (int at = 0; at < all.length(); at += 2) {
        says(all.substring(at, at + 2));
      }
    }
    saw("> 0502", "> 0100", "request 1 198.51.100.10 5060");
  }

  @Test
  void aClientOfAnotherProtocolOrWithoutOurMethodIsAStranger() {
    says("16030100");
    saw("stranger", "closed");
    says(GREETING);
    saw();
  }

  @Test
  void whoOffersNoPasswordIsTurnedAwayByTheBook() {
    says("05020001");
    saw("stranger", "> 05ff", "closed");
  }

  @Test
  void ourMethodMayBeTheLastOfSeveral() {
    says("0503000102");
    saw("> 0502");
  }

  @Test
  void whoDoesNotKnowThePasswordIsAStranger() {
    says(GREETING);
    saw("> 0502");
    says("010261620164");
    saw("stranger", "> 0101", "closed");
    assertEquals("", handshake.user());
  }

  @Test
  void aLoginOfAnotherVersionIsAStrangers() {
    says(GREETING);
    saw("> 0502");
    says("02");
    saw("stranger", "closed");
  }

  @Test
  void aGreetingOfManyMethodsIsReadToItsEnd() {
    says("05ff" + "00".repeat(254));
    saw();
    says("00".repeat(768));
    saw("stranger", "> 05ff", "closed");
  }

  @Test
  void moreBytesThanAHandshakeHasAreAStrangers() {
    says(GREETING);
    saw("> 0502");
    says("01".repeat(1_025));
    saw("stranger", "closed");
  }

  @Test
  void whoGoesBeforeTheLoginWasAStrangerAndLaterNone() {
    ends.handle(null);
    saw("stranger");
    ends.handle(null);
    saw();
  }

  @Test
  void whoGoesAfterTheLoginIsNoStranger() {
    letIn();
    ends.handle(null);
    saw();
  }

  @Test
  void whoIsGivenUpIsTurnedAwayOnce() {
    handshake.giveUp();
    saw("stranger", "closed");
    handshake.giveUp();
    saw();
  }

  @Test
  void namesAndAddressesOfIpv6AreTakenAsTheyAre() {
    letIn();
    says("05030003" + "03612E62" + "0050");
    saw("request 3 a.b 80");
  }

  @Test
  void anAddressOfIpv6HasSixteenBytes() {
    letIn();
    says("05010004" + "00".repeat(15) + "01");
    saw();
    says("0050");
    saw("request 1 an address of IPv6 80");
  }

  @Test
  void aRequestThatBreaksARuleIsRefusedAndTold() {
    letIn();
    says("0501010100");
    saw(
        "malformed: a request that does not begin with 05 cmd 00 (RFC 1928 4)",
        "> 050100017f0000010000",
        "closed");
    says(REQUEST);
    saw();
  }

  @Test
  void aRequestOfAnotherVersionIsRefused() {
    letIn();
    says("0401000100");
    saw(
        "malformed: a request that does not begin with 05 cmd 00 (RFC 1928 4)",
        "> 050100017f0000010000",
        "closed");
  }

  @Test
  void anUnknownTypeOfAddressIsRefused() {
    letIn();
    says("0501000200");
    saw("malformed: address type 2 (RFC 1928 5)", "> 050800017f0000010000", "closed");
  }

  @Test
  void whoDoesNotWaitForTheAnswerIsRefused() {
    letIn();
    says(REQUEST + "16");
    saw(
        "malformed: bytes before the answer to the request (RFC 1928 6)",
        "> 050100017f0000010000",
        "closed");
  }

  @Test
  void answersOfOtherFormsAreWrittenAsRfc1928HasThem() {
    letIn();
    says(REQUEST);
    saw("request 1 198.51.100.10 5060");
    handshake.form(ProxyAnswer.AN_ADDRESS_OF_IPV6);
    handshake.reply(SocksHandshake.SUCCEEDED, 1);
    saw("> 05000004" + "00".repeat(15) + "01" + "0001");
    handshake.form(ProxyAnswer.A_NAME);
    handshake.reply(SocksHandshake.SUCCEEDED, 1);
    saw("> 0500000309" + "6c6f63616c686f7374" + "0001");
  }

  @Test
  void refusalsAreWrittenAsTheyAreNamed() {
    handshake.refuseWith(ProxyAnswer.ANOTHER_VERSION);
    saw("> 040000017f0000010000", "closed");
    handshake.refuseWith(ProxyAnswer.HALF_AN_ANSWER);
    saw("> 05000001", "closed");
    handshake.refuseWith(ProxyAnswer.UNKNOWN_CODE);
    saw("> 055a00017f0000010000", "closed");
    handshake.refuseWith(ProxyAnswer.GENERAL_FAILURE);
    saw("> 050100017f0000010000", "closed");
  }
}
