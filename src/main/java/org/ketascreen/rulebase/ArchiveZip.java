package org.ketascreen.rulebase;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final int LARGEST_ARCHIVE = 64 << 20;

  private static final int LARGEST_FILE = 16 << 20;
  private static final int MOST_FILES = 20_000;
  private static final String AGAIN = "compile the rulebase again";

  /** Not the first moment a zip knows: with that, Java adds one in the machine's time zone. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ArchiveZip() {}

  /** Returns the archive of these files. */
  public static byte[] pack(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pack(files, bytes);
    return bytes.toByteArray();
  }

  private static void pack(Map<String, byte[]> files, OutputStream out) {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(stored(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  public static Map<String, byte[]> unpack(String name, byte[] archive) {
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
    Same same = new Same(archive);
    pack(files, same);
    if (!same.isWhole()) {
      throw new RulebaseException(name, "is not packed as it was compiled", AGAIN);
    }
  }

  /** Compares what is written with what is expected, and keeps nothing of it. */
  private static final class Same extends OutputStream {

    private final byte[] expected;
    private int next;
    private boolean isSame = true;

    Same(byte[] expected) {
      this.expected = expected;
    }

    @Override
    public void write(int each) {
      write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      isSame =
          isSame
              && length <= expected.length - next
              && Arrays.equals(expected, next, next + length, bytes, from, from + length);
      next += isSame ? length : 0;
    }

    boolean isWhole() {
      return isSame && next == expected.length;
    }
  }

  /**
   * Returns the bytes of an archive, no more than one can have.
   *
   * @throws RulebaseException if it cannot be read, or is larger
   */
  public static byte[] read(Path archive) {
    String name = String.valueOf(archive.getFileName());
    // Devices and pipes have no size, and may have no end.
    if (Files.isRegularFile(archive)) {
      try (InputStream in = Files.newInputStream(archive)) {
        if (Files.size(archive) > LARGEST_ARCHIVE) {
          throw tooLarge(name);
        }
        byte[] bytes = in.readNBytes(LARGEST_ARCHIVE + 1);
        if (bytes.length > LARGEST_ARCHIVE) {
          throw tooLarge(name);
        }
        return bytes;
      } catch (IOException e) {
        // As what is no file.
      }
    }
    throw new RulebaseException(name, "cannot be read", "give the path of a rulebase archive");
  }

  private static RulebaseException tooLarge(String name) {
    return new RulebaseException(name, "is larger than a rulebase can be", "use another archive");
  }
}
