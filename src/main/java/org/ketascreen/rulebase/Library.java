package org.ketascreen.rulebase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.ketascreen.API;

/**
 * Which release of this library runs; written by the build, because a shading embedder keeps no
 * manifest.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Library {

  /** The release of this library. */
  public static final String VERSION = property("version");

  /** The release of Drools it was built for. */
  public static final String DROOLS = property("drools");

  private Library() {}

  private static String property(String name) {
    try (InputStream in = Library.class.getResourceAsStream("library.properties")) {
      if (in == null) {
        throw new IllegalStateException("library.properties is missing beside " + Library.class);
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
