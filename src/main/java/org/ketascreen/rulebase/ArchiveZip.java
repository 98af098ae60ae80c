package org.ketascreen.rulebase;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ketascreen.API;

/**
 * Packs the files of an archive, and unpacks them into memory. The same files are always the same
 * bytes: in order of their paths, stored, of one time. So an archive of which any byte was changed
 * is told from one that was compiled, wherever in the file that byte stands.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ArchiveZip {

  static final int LARGEST_ARCHIVE = 64 << 20;

  private static final int LARGEST_FILE = 16 << 20;
  private static final int MOST_FILES = 20_000;
  private static final String AGAIN = "compile the rulebase again";

  /** Not the first moment a zip knows: with that, Java adds one in the machine's time zone. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ArchiveZip() {}

  /** Returns the archive of these files. */
  public static byte[] pack(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(stored(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry stored(String path, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(EPOCH);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /**
   * Returns the files of an archive by path; nothing is written anywhere, whatever the paths are.
   *
   * @throws RulebaseException if it is none, or larger than a rulebase can be
   */
  static Map<String, byte[]> unpack(String name, byte[] archive) {
    Map<String, byte[]> files = new TreeMap<>();
    int total = 0;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes(LARGEST_FILE + 1);
        total += bytes.length;
        entries++;
        if (bytes.length > LARGEST_FILE || total > LARGEST_ARCHIVE || entries > MOST_FILES) {
          throw tooLarge(name);
        }
        if (!entry.isDirectory() && files.put(entry.getName(), bytes) != null) {
          throw new RulebaseException(name, "has a file twice", AGAIN);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // The latter if the name of an entry is not UTF-8.
      throw new RulebaseException(name, "is damaged or no archive", AGAIN);
    }
    return files;
  }

  /**
   * Checks that an archive is, byte for byte, what its files pack into.
   *
   * @throws RulebaseException if it is not
   */
  static void checkPacking(String name, byte[] archive, Map<String, byte[]> files) {
    if (!Arrays.equals(archive, pack(files))) {
      throw new RulebaseException(name, "is not packed as it was compiled", AGAIN);
    }
  }

  static RulebaseException tooLarge(String name) {
    return new RulebaseException(name, "is larger than a rulebase can be", "use another archive");
  }
}
