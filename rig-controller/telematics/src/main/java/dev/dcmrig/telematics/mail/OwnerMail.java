// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

/** What goes out to owners. */
public interface OwnerMail {

  /** Sends a plain-text mail as soon as the timeline's thread comes to it. Any thread. */
  void mail(String to, String subject, String text);

  /** Sends a push notice; the caller has looked whether the owner wants any. */
  void push(String owner, String text);
}
