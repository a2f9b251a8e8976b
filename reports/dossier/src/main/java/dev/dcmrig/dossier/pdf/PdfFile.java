// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * XHTML becomes PDF/A-2u (ISO 19005-2, level u). Fonts are embedded: DejaVu Sans, free to use. A
 * letter that they don't have becomes a replacement. Nothing is fetched.
 */
public final class PdfFile {
  private static final String FONTS = "/dev/dcmrig/dossier/";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  private PdfFile() {}

  /**
   * Writes it.
   *
   * @param xhtml well-formed, without document type; its style names the font {@code DejaVu Sans}
   */
  public static void write(String xhtml, String producer, OutputStream out) throws IOException {
    XRLog.setLoggingEnabled(false);
    byte[] regular = font("DejaVuSans.ttf");
    byte[] bold = font("DejaVuSans-Bold.ttf");
    new PdfRendererBuilder()
        .usePdfAConformance(PdfAConformance.PDFA_2_U)
        .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
        .useFont(
            () -> new ByteArrayInputStream(regular), "DejaVu Sans", REGULAR, FontStyle.NORMAL, true)
        .useFont(() -> new ByteArrayInputStream(bold), "DejaVu Sans", BOLD, FontStyle.NORMAL, true)
        .useReplacementText("\u25A1")
        .useExternalResourceAccessControl(
            (uri, type) -> uri.startsWith("data:image/"),
            ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
        .useExternalResourceAccessControl(
            (uri, type) -> uri.startsWith("data:image/"),
            ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
        .withDiagnosticConsumer(diagnostic -> {})
        .withProducer(producer)
        .withW3cDocument(parsed(xhtml), "")
        .toStream(out)
        .run();
  }

  private static Document parsed(String xhtml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setNamespaceAware(false);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("the page is not well-formed: " + e.getMessage(), e);
    }
  }

  private static byte[] font(String name) throws IOException {
    try (InputStream in = PdfFile.class.getResourceAsStream(FONTS + name)) {
      if (in == null) {
        throw new IOException("the font " + name + " is missing in this rig");
      }
      return in.readAllBytes();
    }
  }
}
