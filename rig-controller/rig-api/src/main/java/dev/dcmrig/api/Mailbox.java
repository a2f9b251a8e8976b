// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

/** What the telematics service has sent to owners, in order of time. */
public interface Mailbox {

  /** As they arrived at the mail server, by SMTP. */
  List<Mail> mails();

  List<Push> pushes();

  /** One e-mail: plain text. */
  record Mail(Duration at, String to, String subject, String text) {}

  /** One push notice. */
  record Push(Duration at, String owner, String text) {}
}
