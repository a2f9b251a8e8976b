// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.centre.RequestRules.Finding;
import dev.dcmrig.sip.SipMessageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the requests of one Call-ID follow each other (RFC 3261 8.1.1, 12.2): numbers count up, an
 * ACK and a CANCEL have the number of their INVITE, tags stay, and each transaction has a branch of
 * its own.
 */
final class RequestSeries {
  /** Call-IDs that are followed; what comes beyond them is not looked at. */
  private static final int MAX_SERIES = 4_096;

  /** Branches that are kept of one Call-ID. */
  private static final int MAX_BRANCHES = 1_024;

  private static final Pattern CSEQ = Pattern.compile("\\s*([0-9]{1,10})\\s+\\S+\\s*");
  private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;\\s]+)");
  private static final Pattern BRANCH = Pattern.compile("branch=([^;\\s,]+)");

  private static final class Series {
    private long last;
    private long invited = -1;
    private String inviteBranch = "";
    private String fromTag = "";
    private String toTag = "";
    private final Set<String> branches = new HashSet<>();
  }

  private final Map<String, Series> series = new HashMap<>();

  /** What is wrong with a request after those before it. */
  List<Finding> broken(SipMessageView request) {
    String callId = request.header("Call-ID").orElse("");
    if (!series.containsKey(callId) && series.size() >= MAX_SERIES) {
      return List.of();
    }
    Series before = series.computeIfAbsent(callId, ignored -> new Series());
    List<String> wrong = new ArrayList<>();
    String method = request.method();
    Matcher number = CSEQ.matcher(request.header("CSeq").orElse(""));
    long cseq = number.matches() ? Long.parseLong(number.group(1)) : -1;
    String branch = first(BRANCH, request.header("Via").orElse(""));
    if (method.equals("ACK") || method.equals("CANCEL")) {
      if (before.invited >= 0 && cseq != before.invited) {
        wrong.add("CSeq " + cseq + "; that of its INVITE is " + before.invited);
      }
      if (method.equals("CANCEL") && !branch.equals(before.inviteBranch)) {
        wrong.add("branch " + branch + "; that of its INVITE is " + before.inviteBranch);
      }
    } else {
      if (cseq <= before.last) {
        wrong.add("CSeq " + cseq + "; the last was " + before.last + " (RFC 3261 12.2.1.1)");
      }
      if (before.branches.contains(branch)) {
        wrong.add("branch " + branch + " was used before (RFC 3261 8.1.1.7)");
      }
      before.last = Math.max(before.last, cseq);
      if (before.branches.size() < MAX_BRANCHES) {
        before.branches.add(branch);
      }
      if (method.equals("INVITE")) {
        before.invited = cseq;
        before.inviteBranch = branch;
      }
    }
    if (!method.equals("REGISTER")) {
      tags(request, before, wrong);
    }
    return wrong.stream().map(what -> new Finding(WrongKind.DIALOG, method + ": " + what)).toList();
  }

  private static void tags(SipMessageView request, Series before, List<String> wrong) {
    String from = first(TAG, request.header("From").orElse(""));
    if (!before.fromTag.isEmpty() && !from.equals(before.fromTag)) {
      wrong.add("tag of From " + from + "; it was " + before.fromTag + " (RFC 3261 12.2.1.1)");
    }
    before.fromTag = before.fromTag.isEmpty() ? from : before.fromTag;
    String to = first(TAG, request.header("To").orElse(""));
    boolean within = request.method().equals("INFO") || request.method().equals("BYE");
    if (within && to.isEmpty()) {
      wrong.add("no tag of To within a dialog (RFC 3261 12.2.1.1)");
    } else if (within && !before.toTag.isEmpty() && !to.equals(before.toTag)) {
      wrong.add("tag of To " + to + "; it was " + before.toTag + " (RFC 3261 12.2.1.1)");
    }
    if (within && before.toTag.isEmpty()) {
      before.toTag = to;
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
