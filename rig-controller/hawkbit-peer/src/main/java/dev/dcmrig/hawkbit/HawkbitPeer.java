// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.hawkbit;

import org.eclipse.hawkbit.autoconfigure.security.EnableHawkbitManagedSecurityConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** hawkBit's DDI and management API on loopback; all that it knows is gone at its end. */
@SpringBootApplication
@EnableHawkbitManagedSecurityConfiguration
public class HawkbitPeer {
  public static void main(String[] args) {
    SpringApplication.run(HawkbitPeer.class, args);
  }
}
