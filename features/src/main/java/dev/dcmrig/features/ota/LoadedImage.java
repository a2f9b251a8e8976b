// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.Received;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How the image of an update came, by a delta or whole (docs/DCM-INTERFACE.md, 2.9). */
public final class LoadedImage {
  static final String KIBIBYTES = "KiB of answers that brought the image";
  static final String TOLD = "way that the DCM has told";
  private static final String KEY = "ota.deltas";
  private static final String NONE = "none";
  private static final double KIBIBYTE = 1024;

  private final Scene scene;
  private final UpdateTraffic traffic;

  public LoadedImage(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /**
   * Counted on the link since the offer. A DCM whose profile says that it takes no deltas is to
   * load the whole image, which is more than a delta may be.
   */
  void judge(String way, Count count, Limit limit) {
    Duration from = traffic.lastOffer();
    List<Received> pieces = traffic.receivedPieces(from);
    scene.some(Subject.DCM, KIBIBYTES, pieces);
    boolean whole = scene.bench().specification().text(KEY).equals(NONE);
    List<Measurement> judged = new ArrayList<>();
    judged.add(
        Asked.of(KIBIBYTES)
            .question()
            .number(
                pieces.stream().mapToInt(Received::bytes).sum() / KIBIBYTE,
                whole && way.equals(UpdateTraffic.DELTA)
                    ? Limit.atLeast(count.number(), 0, LimitSource.profile(KEY))
                    : limit,
                pieces.stream().map(LoadedImage::item).toList()));
    if (!whole) {
      List<HttpExchange> told = traffic.downloaded(from);
      scene.some(Subject.DCM, TOLD, told);
      HttpExchange last = told.get(told.size() - 1);
      judged.add(
          Asked.of(TOLD)
              .question()
              .word(
                  UpdateTraffic.way(last),
                  Limit.is(way, LimitSource.step(way)),
                  List.of(Traffic.item(last))));
    }
    scene.judge(Subject.DCM, judged);
  }

  private static EvidenceItem item(Received piece) {
    return new EvidenceItem("answer", Scene.nanos(piece.at()), piece.bytes() + " bytes");
  }
}
