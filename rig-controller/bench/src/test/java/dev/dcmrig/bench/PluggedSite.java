// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.RigAddress;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.can.CanBus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** A test site with what a DCM plugs into: a bus, and a proxy that nobody is behind. */
public final class PluggedSite {
  private static final int NOBODYS_PORT = 9;

  private PluggedSite() {}

  private interface Answers {
    Object to(Method method, Object[] arguments) throws Exception;
  }

  /**
   * Makes one of a bare one.
   *
   * @param certificates what is handed to the DCM
   */
  public static Site of(TestSite bare, CanBus bus, Path certificates) {
    Environment environment =
        proxy(
            Environment.class,
            (method, arguments) ->
                method.getName().equals("proxyPort") && arguments[0] instanceof RigAddress
                    ? NOBODYS_PORT
                    : null);
    Modem modem =
        new Modem(
            "127.0.0.1",
            NOBODYS_PORT,
            "001010000000001",
            "10.64.0.2",
            "sip:+61@x;user=phone",
            "V",
            certificates);
    return proxy(
        Site.class,
        (method, arguments) ->
            switch (method.getName()) {
              case "bus" -> bus;
              case "environment" -> environment;
              case "modem" -> modem;
              case "shared" -> SeededDcm.NONE;
              default -> method.invoke(bare, arguments);
            });
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return answers.to(method, arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
