// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.bench.process.LineSocket;
import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.sim.pins.PinBoard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Set;

/**
 * {@code wiring: {driver: simulator, address: tcp:127.0.0.1:5024}}: the DCM's supply, SOS switch,
 * lines and lamps are wired to simulated instruments ({@code rig sim desk}). The rig takes the
 * DCM's place at the simulator's electrical socket (docs/DCM-INTERFACE.md, section 0), and hands on
 * what is said there. So instruments reach the DCM by SCPI only. Sound is not wired: it stays the
 * rig's.
 */
record SimulatorWiring() implements DriverFactory<Object> {
  private static final int CONNECT_MILLIS = 3_000;

  @Override
  public Port<Object> port() {
    return Port.WIRING;
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public Class<? extends Record> options() {
    return SimulatorWiringOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.REAL_TIME, Trait.OWN_PROCESS, Trait.SIMULATED);
  }

  @Override
  public Object open(Site site) {
    InstrumentAddress address = site.options(SimulatorWiringOptions.class).at();
    try {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address.target(), address.number()), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        return new Wires(site, address, socket);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BenchBroken(
          "the simulator of 'instruments.wiring' at "
              + address
              + " is not there: "
              + e.getMessage()
              + "; start it: ./rig sim desk",
          e);
    }
  }

  /** The wires of one scenario. */
  private static final class Wires
      implements AutoCloseable, LineSocket.Listener, ElectricalLines.ToDcm {
    private final Site site;
    private final PinBoard pins;
    private final LineSocket lines;
    private final String who;
    private volatile boolean over;

    Wires(Site site, InstrumentAddress address, Socket socket) {
      this.site = site;
      this.pins = site.pins();
      this.who = "the simulator of 'instruments.wiring' at " + address;
      this.lines = new LineSocket("wiring", socket, this);
      say("hello dcm-rig wiring");
      pins.onLamp((nanos, lamp, brightness) -> say(ElectricalLines.lamp(lamp, brightness)));
      pins.onDraw((nanos, amperes) -> say(ElectricalLines.draw(amperes)));
      lines.start();
    }

    private void say(String line) {
      if (!over && !lines.send(line)) {
        broke("does not read its electrical socket");
      }
    }

    private void broke(String what) {
      if (!over) {
        over = true;
        site.broke(new BenchBroken(who + " " + what));
      }
    }

    @Override
    public void line(String line) {
      site.timeline().post("wiring", () -> read(line));
    }

    private void read(String line) {
      if (over) {
        return;
      }
      try {
        ElectricalLines.readToDcm(line, this);
      } catch (ElectricalLines.BadLine e) {
        broke("said something wrong: " + e.getMessage());
      }
    }

    @Override
    public void ended(String why) {
      broke("is gone: " + why);
    }

    @Override
    public void supply(double volts) {
      pins.supply(volts);
    }

    @Override
    public void sos(boolean pressed) {
      pins.sosSwitch(pressed);
    }

    @Override
    public void line(Line line, Condition condition) {
      pins.condition(line, condition);
    }

    @Override
    public void microphone(short[] samples) {
      broke("sends sound, and has none");
    }

    @Override
    public void reset() {
      broke("asks for a reset, which is the bench's affair");
    }

    @Override
    public void off() {
      broke("has been ended");
    }

    @Override
    public void close() {
      over = true;
      lines.close();
    }
  }
}
