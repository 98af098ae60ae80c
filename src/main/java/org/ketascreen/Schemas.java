package org.ketascreen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas that ship in the jar. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Schemas {

  private Schemas() {}

  /**
   * Returns the text of one.
   *
   * @param resource the name of its file
   */
  public static String text(String resource) {
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing beside " + Schemas.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
