package org.ketascreen.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one JSON text in the order of the source, each with its name and with where the
 * next one is that does not stand in it. A value is known by its number. Strings are made of what
 * is asked for only, and one tape serves one resource after the other. Not thread-safe.
 */
final class Tape {

  static final byte OBJECT = 1;
  static final byte ARRAY = 2;
  static final byte TEXT = 3;
  static final byte NUMBER = 4;
  static final byte TRUE = 5;
  static final byte FALSE = 6;
  static final byte NULL = 7;

  private static final int KIND = 7;
  private static final int REPEATS = 8;
  private static final int ALTERS = 16;
  static final int ENCODED = 32;
  private static final int KEPT = 64;
  private static final int NEGATES = 128;
  static final int WORDS = 256;
  private static final int MADE = 512;

  private static final int NEXT = 1;
  private static final int FROM = 2;
  private static final int TO = 3;
  private static final int HASH = 4;
  private static final int NAME = 5;
  private static final int WIDTH = 6;

  private static final int SMALL = 64;

  /** Bytes of an input for each value of it that is kept, as records have them. */
  private static final int BYTES_A_KEPT = 256;

  /** Properties of one object above which each is looked up in a set of those before. */
  private static final int FEW = 32;

  /** Where the values stand, or {@code null} if every string was made. */
  private final byte @Nullable [] source;

  private final @Nullable Remembered remembered;

  /** The names that have a number, or {@code null} if none has. */
  private final @Nullable PropertyNames numbered;

  /** Where the values are that stand more than once, or {@code null} if there are none. */
  private final @Nullable Tape kept;

  /**
   * Six cells a value: its kind and flags, the number of the next one, from where to where it
   * stands, the hash of its name, and the number of its name, which is -1 if it is told here.
   */
  private int[] cells = new int[WIDTH * SMALL];

  /**
   * Of an object one bit of 64 for the hash of each name in it: most names that are asked for are
   * not there, which one look tells. Of what is kept, its number there.
   */
  private long[] bits = new long[SMALL];

  /** The names that have no number. */
  private @Nullable String[] names = new String[SMALL];

  private @Nullable String[] texts = new String[SMALL];

  /** What each value was last read as, or {@code null} if no value is kept. */
  private @Nullable Object @Nullable [] reads;

  private int size;

  /** The names of every object that has many. */
  private final Map<Integer, Set<String>> large = new HashMap<>();

  /** Makes a tape for values of which every string is made. */
  Tape() {
    this.source = null;
    this.numbered = null;
    this.remembered = null;
    this.kept = null;
    this.reads = null;
  }

  /** Makes a tape for values that stand in memory. */
  Tape(byte[] source, PropertyNames numbered, Remembered remembered, Tape kept) {
    this.source = source;
    this.numbered = numbered;
    this.remembered = remembered;
    this.kept = kept;
    this.reads = null;
  }

  private Tape(byte[] source, PropertyNames numbered, Remembered remembered) {
    this.source = source;
    this.numbered = numbered;
    this.remembered = remembered;
    this.kept = null;
    this.reads = new Object[SMALL];
    grow(SMALL + source.length / BYTES_A_KEPT);
  }

  /** Makes a tape for values that are kept, since they stand more than once in memory. */
  static Tape kept(byte[] source, PropertyNames numbered, Remembered remembered) {
    return new Tape(source, numbered, remembered);
  }

  private void grow(int length) {
    cells = Arrays.copyOf(cells, WIDTH * length);
    bits = Arrays.copyOf(bits, length);
    texts = Arrays.copyOf(texts, length);
    if (reads != null) {
      reads = Arrays.copyOf(reads, length);
    }
  }

  /**
   * Adds a value; of an object or array, its beginning.
   *
   * @param name the name of the property that it is the value of, or {@code null}
   */
  int add(byte kind, @Nullable String name) {
    return add(kind, name, 0, 0);
  }

  /** Adds a string or number that was made. */
  int add(byte kind, @Nullable String name, String text) {
    int value = add(kind | MADE, name, 0, 0);
    texts[value] = text;
    return value;
  }

  /** Adds a value that stands between two places of the source. */
  int add(int what, @Nullable String name, int from, int to) {
    int value = add(what, -1, name == null ? 0 : name.hashCode(), from, to);
    if (value >= names.length) {
      names = Arrays.copyOf(names, 2 * value);
    }
    names[value] = name;
    return value;
  }

  /**
   * Adds a value that stands between two places of the source.
   *
   * @param what its kind, and what else is known of it
   * @param name the number of the name of the property that it is the value of
   * @param hash the hash of this name
   */
  int add(int what, int name, int hash, int from, int to) {
    int value = size;
    if (value == texts.length) {
      grow(2 * value);
    }
    int cell = WIDTH * value;
    cells[cell] = what;
    cells[cell + NEXT] = value + 1;
    cells[cell + FROM] = from;
    cells[cell + TO] = to;
    cells[cell + HASH] = hash;
    cells[cell + NAME] = name;
    if (what == OBJECT) {
      bits[value] = 0;
    }
    size = value + 1;
    return value;
  }

  /** Notes that what stands in an object or array is kept, with its number there. */
  void keep(int value, int number) {
    cells[WIDTH * value] |= KEPT;
    bits[value] = number;
  }

  /** Whether what stands in a value is not here, but {@link #kept}. */
  boolean isKept(int value) {
    return (cells[WIDTH * value] & KEPT) != 0;
  }

  /** Returns the tape of what is kept. */
  Tape kept() {
    return Objects.requireNonNull(kept);
  }

  /** Returns the number under which a value is kept. */
  int keptAs(int value) {
    return (int) bits[value];
  }

  /** Notes that not every byte of a string is a character of it. */
  void encoded(int text) {
    cells[WIDTH * text] |= ENCODED;
  }

  /** Notes that an object, which has not ended, has a property, whose value follows. */
  void addName(int object, String name) {
    if (addHash(object, name.hashCode())) {
      addAgain(object, name);
    }
  }

  /**
   * Notes the hash of the name of a property of an object, which has not ended, and returns whether
   * {@link #addAgain} must look whether it has such a property.
   */
  boolean addHash(int object, int hash) {
    long bit = bit(hash);
    boolean isNew = (bits[object] & bit) == 0;
    bits[object] |= bit;
    return !isNew || !large.isEmpty();
  }

  /** Notes that an object has a property, perhaps again. */
  void addAgain(int object, String name) {
    if (isRepeated(object, name)) {
      cells[WIDTH * object] |= REPEATS | ALTERS;
    }
  }

  private boolean isRepeated(int object, String name) {
    Set<String> known = large.isEmpty() ? null : large.get(object);
    return known == null ? isAmongAll(object, name) : !known.add(name);
  }

  private boolean isAmongAll(int object, String name) {
    if (find(object + 1, size, name) >= 0) {
      return true;
    }
    int count = 0;
    for (int i = object + 1; i < size; i = next(i)) {
      count++;
    }
    if (count >= FEW) {
      rememberAll(object, name);
    }
    return false;
  }

  private void rememberAll(int object, String last) {
    Set<String> all = new HashSet<>();
    for (int i = object + 1; i < size; i = next(i)) {
      all.add(name(i));
    }
    all.add(last);
    large.put(object, all);
  }

  /** Notes that an object has what may change what it means. */
  void alter(int object) {
    cells[WIDTH * object] |= ALTERS;
  }

  /** Notes that a string is words that may say what a resource is about. */
  void noteWords(int text) {
    cells[WIDTH * text] |= WORDS;
  }

  /** Whether this is a string, and one of words that may say what a resource is about. */
  boolean isWords(int value) {
    return (cells[WIDTH * value] & WORDS) != 0;
  }

  /** Notes that an object has a property by which an older release turns round what it says. */
  void negate(int object) {
    cells[WIDTH * object] |= NEGATES;
  }

  /** Whether an object has a property by which an older release turns round what it says. */
  boolean negates(int object) {
    return (cells[WIDTH * object] & NEGATES) != 0;
  }

  /** Notes what a value in an object or array means for it. */
  void addValue(int container, int value) {
    cells[WIDTH * container] |= cells[WIDTH * value] & ALTERS;
  }

  /** Ends an object or array, or all that there is of it so far, at a place of the source. */
  void end(int value, int to) {
    cells[WIDTH * value + NEXT] = size;
    cells[WIDTH * value + TO] = to;
  }

  /** Returns how many values there are. */
  int size() {
    return size;
  }

  /** Takes a value and all that was added after it away. */
  void take(int value) {
    size = value;
    if (!large.isEmpty()) {
      large.keySet().removeIf(object -> object >= value);
    }
  }

  /** Returns what a value is. */
  byte kind(int value) {
    return (byte) (cells[WIDTH * value] & KIND);
  }

  /** Whether a property of an object was given twice. */
  boolean repeats(int object) {
    return (cells[WIDTH * object] & REPEATS) != 0;
  }

  /** Whether in a value, at any depth, something may change what it means. */
  boolean alters(int value) {
    return (cells[WIDTH * value] & ALTERS) != 0;
  }

  /** Returns the value after one and all that stands in it. */
  int next(int value) {
    return cells[WIDTH * value + NEXT];
  }

  /** Returns where a value begins; an object or array after its bracket. */
  int from(int value) {
    return cells[WIDTH * value + FROM];
  }

  private int to(int value) {
    return cells[WIDTH * value + TO];
  }

  /** Returns the number of the name of the property that a value is of, or -1. */
  int number(int value) {
    return cells[WIDTH * value + NAME];
  }

  /** Returns the name of the property that a value is of. */
  String name(int value) {
    return Objects.requireNonNull(nameOf(value));
  }

  private @Nullable String nameOf(int value) {
    int number = cells[WIDTH * value + NAME];
    return number < 0 || numbered == null ? names[value] : numbered.name(number);
  }

  /** Whether a value is that of a property of this name. */
  boolean isNamed(int value, String name) {
    return name.equals(nameOf(value));
  }

  /** Returns the bit of {@link #mayHave} for a name with this hash. */
  static long bit(int hash) {
    return 1L << hash;
  }

  /** Whether an object may have a property with one of these bits: one look tells of most not. */
  boolean mayHave(int object, long some) {
    return (bits[object] & some) != 0;
  }

  /** Returns the first property of this name, or -1 if there is none. */
  int find(int object, String name) {
    return mayHave(object, bit(name.hashCode()))
        ? find(object + 1, cells[WIDTH * object + NEXT], name)
        : -1;
  }

  private int find(int from, int end, String name) {
    int hash = name.hashCode();
    for (int i = from; i < end; i = cells[WIDTH * i + NEXT]) {
      if (cells[WIDTH * i + HASH] == hash && name.equals(nameOf(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns the first of some values that is that of a property of a choice, or the last's next.
   */
  int find(Choice choice, int from, int end) {
    int i = from;
    while (i < end && !(choice.mayHave(cells[WIDTH * i + HASH]) && choice.has(name(i)))) {
      i = cells[WIDTH * i + NEXT];
    }
    return i;
  }

  /** Returns a string or number as written. */
  String text(int value) {
    if ((cells[WIDTH * value] & MADE) == 0) {
      make(value, made(value));
    }
    return Objects.requireNonNull(texts[value]);
  }

  /** Takes note of the string that a text is. */
  void make(int value, String text) {
    texts[value] = text;
    cells[WIDTH * value] |= MADE;
  }

  private String made(int value) {
    byte[] bytes = Objects.requireNonNull(source);
    int from = cells[WIDTH * value + FROM];
    int length = cells[WIDTH * value + TO] - from;
    return (cells[WIDTH * value] & ENCODED) == 0
        ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
        : Escapes.decoded(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  /**
   * Whether a string stands in the source as a prefix of ASCII with a string of this tape or
   * another of the same source behind it, and both stand there as they are.
   */
  boolean isJoined(int text, String prefix, Tape other, int end) {
    if (source == null || !isPlainText(text) || !other.isPlainText(end)) {
      return false;
    }
    int from = from(text);
    int behind = from + prefix.length();
    return Arrays.equals(
            source, behind, Math.max(behind, to(text)), source, other.from(end), other.to(end))
        && isAt(from, prefix);
  }

  private boolean isPlainText(int value) {
    return (cells[WIDTH * value] & (KIND | ENCODED)) == TEXT;
  }

  private boolean isAt(int from, String ascii) {
    byte[] bytes = Objects.requireNonNull(source);
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a string that is likely to be said again. */
  String shared(int text) {
    if ((cells[WIDTH * text] & MADE) == 0) {
      String known = known(String.class, text);
      if (known == null) {
        remember(text, text(text));
      } else {
        make(text, known);
      }
    }
    return text(text);
  }

  /**
   * Returns what a value that is written so was read as before, or {@code null}. The byte before it
   * counts: it tells an object from a string of the same characters.
   */
  <T> @Nullable T known(Class<T> as, int value) {
    if (isKept(value)) {
      return kept().known(as, keptAs(value));
    }
    if (remembered == null || !isRemembered(value)) {
      return null;
    }
    Object last = reads == null ? null : reads[value];
    if (last != null && last.getClass() == as) {
      return as.cast(last);
    }
    T known = remembered.find(as, cells[WIDTH * value + FROM] - 1, cells[WIDTH * value + TO]);
    if (reads != null && known != null) {
      reads[value] = known;
    }
    return known;
  }

  private boolean isRemembered(int value) {
    byte kind = kind(value);
    return kind == OBJECT || kind == TEXT;
  }

  /** Remembers what a value was read as. */
  void remember(int value, Object read) {
    if (remembered != null && isRemembered(value)) {
      remembered.add(cells[WIDTH * value + FROM] - 1, cells[WIDTH * value + TO], read);
    }
  }

  /** Whether a value counts as absent: the literal null, or an empty string. */
  boolean isNothing(int value) {
    byte kind = kind(value);
    return kind == NULL || (kind == TEXT && isEmpty(value));
  }

  private boolean isEmpty(int text) {
    return (cells[WIDTH * text] & MADE) == 0
        ? cells[WIDTH * text + FROM] == cells[WIDTH * text + TO]
        : text(text).isEmpty();
  }
}
