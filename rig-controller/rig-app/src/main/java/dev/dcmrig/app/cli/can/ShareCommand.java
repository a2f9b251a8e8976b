// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.bridge.BusShare;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.sim.Timeline;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can share}: lets other programs join a bus over a network. */
@Command(
    name = "share",
    description = {
      "Lets other programs join a bus over a network, until Ctrl-C.",
      "An address without a host is 127.0.0.1: nobody outside of this machine joins.",
      "Port 0 takes one that is free, and says which."
    },
    footer = {
      "",
      "Examples:",
      "  rig can share can0 --cannelloni 0.0.0.0:20000      cannelloni -R THIS-HOST -r 20000",
      "  rig can share emulated:test --socketcand 29536     python-can's interface socketcand",
      "  rig can share can0 --cannelloni-tcp 0.0.0.0:20000  from any machine",
      "",
      "Join with 'rig can dump cannelloni:127.0.0.1:20000', or name it as a bench's bus."
    })
public final class ShareCommand implements Callable<Integer> {
  private static final Pattern ADDRESS = Pattern.compile("(?:([A-Za-z0-9.-]+):)?([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BUS", description = "socketcan:can0, can0, emulated:NAME.")
  private String bus = "";

  @Option(
      names = "--cannelloni",
      paramLabel = "[HOST:]PORT",
      description = "By cannelloni over UDP, to who has sent last.")
  private List<String> udp = List.of();

  @Option(
      names = "--cannelloni-tcp",
      paramLabel = "[HOST:]PORT",
      description = "By cannelloni over TCP, to up to 16.")
  private List<String> tcp = List.of();

  @Option(
      names = "--socketcand",
      paramLabel = "[HOST:]PORT",
      description = "By socketcand's protocol, to up to 16; classic data frames.")
  private List<String> socketcand = List.of();

  private final Console console;

  public ShareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (udp.isEmpty() && tcp.isEmpty() && socketcand.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "say how: --cannelloni PORT, --cannelloni-tcp PORT, --socketcand PORT");
    }
    BusAddress address = BusAddress.parse(bus);
    try (CanSession session = new CanSession(console, CanSession.CtrlC.ENDS)) {
      CanBus opened = session.open(address, BitRates.DEFAULT);
      if (address.isPrivate()) {
        // Somebody has to acknowledge what the first one sends.
        CanNode ignored = opened.connect("rig", FrameListener.NONE);
      }
      List<BusShare> shares = onTimeline(session.timeline(), () -> open(opened, address, session));
      console.out().println(address + " is shared; Ctrl-C ends it. Others join it as");
      shares.forEach(
          share -> console.out().println("  " + share.uri().replace(":0.0.0.0:", ":THIS-HOST:")));
      console.out().flush();
      ExitCode code = session.await(() -> {});
      onTimeline(session.timeline(), () -> close(shares));
      long lost = shares.stream().map(BusShare::health).mapToLong(BusHealth::lost).sum();
      if (lost + session.lost() > 0) {
        console.problem(
            (lost + session.lost()) + " frames or datagrams were lost or came in another order");
        return ExitCode.BENCH_BROKE.number();
      }
      return code.number();
    }
  }

  private List<BusShare> open(CanBus opened, BusAddress address, CanSession session) {
    Timeline timeline = session.timeline();
    List<BusShare> shares = new ArrayList<>();
    try {
      udp.forEach(at -> shares.add(BusShare.cannelloni(opened, timeline, at(at))));
      tcp.forEach(at -> shares.add(BusShare.cannelloniTcp(opened, timeline, at(at))));
      socketcand.forEach(
          at -> shares.add(BusShare.socketcand(opened, timeline, at(at), name(address))));
    } catch (RuntimeException e) {
      shares.forEach(BusShare::close);
      throw e;
    }
    return shares;
  }

  /** What clients open; a colon would end it in an address. */
  private static String name(BusAddress address) {
    return address.name().contains(":") ? "can0" : address.name();
  }

  private static List<BusShare> close(List<BusShare> shares) {
    shares.forEach(BusShare::close);
    return shares;
  }

  private InetSocketAddress at(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "'" + text + "' is not [HOST:]PORT, for instance 20000");
    }
    String host = matcher.group(1) == null ? "127.0.0.1" : matcher.group(1);
    InetSocketAddress at = new InetSocketAddress(host, Integer.parseInt(matcher.group(2)));
    if (at.isUnresolved()) {
      throw new ParameterException(spec.commandLine(), "no machine is known as '" + host + "'");
    }
    return at;
  }

  private static List<BusShare> onTimeline(Timeline timeline, Callable<List<BusShare>> work) {
    CompletableFuture<List<BusShare>> done = new CompletableFuture<>();
    timeline.post(
        "share",
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
