package org.ketascreen.fhir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * JSON in UTF-8 that is in memory as a whole and written as most of it is. It leaves strings where
 * they stand until they are asked for, and gives up on whatever is not plainly right: {@link
 * ParsedInput} must read that, or say what is wrong with it. Not thread-safe.
 */
final class ScannedInput extends JsonInput {

  /** Gives up: the input must be read in another way, from its beginning. */
  static final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlainException() {
      super(null, null, false, false);
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /**
   * Well below what is refused: what recurs may stand deeper than where it was scanned, but never
   * deeper than twice this.
   */
  private static final int DEPTH = 100;

  /** Values that are kept, of which a patient's record has a few thousand. */
  private static final int MOST_KEPT = 1 << 14;

  private final byte[] bytes;
  private final PropertyNames names;
  private final Remembered remembered;
  private final Recurring recurring;

  /** The values that stand more than once, of which all tapes know. */
  private final Tape kept;

  /** By how deep they stand, what there is to know of the objects and arrays that are open. */
  private final int[] containers = new int[DEPTH + 1];

  private final int[] slots = new int[DEPTH + 1];
  private final int[] specialsBefore = new int[DEPTH + 1];
  private final int[] typesBefore = new int[DEPTH + 1];
  private final boolean[] samples = new boolean[DEPTH + 1];

  /** How many special properties there were. */
  private int specials;

  private boolean keeps;
  private int at;
  private int depth;
  private boolean onNextLine;
  private int lines = 1;
  private int counted;

  ScannedInput(byte[] bytes) {
    this.bytes = bytes;
    this.names = new PropertyNames(bytes);
    this.remembered = new Remembered(bytes);
    this.recurring = new Recurring(bytes, PropertyNames.RARE);
    this.kept = Tape.kept(bytes, names, remembered);
    this.at = isMarked(bytes) ? 3 : 0;
  }

  private static boolean isMarked(byte[] bytes) {
    return bytes.length > 2
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  @Override
  boolean nextValue() {
    int from = at;
    at = afterBlanks(from);
    if (at == bytes.length) {
      return false;
    }
    onNextLine = linesBetween(from, at) > 0;
    return begin(at);
  }

  @Override
  boolean isOnNextLine() {
    return onNextLine;
  }

  @Override
  int line() {
    lines += linesBetween(counted, at);
    counted = at;
    return lines;
  }

  private int linesBetween(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      boolean ends =
          bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n'));
      count += ends ? 1 : 0;
    }
    return count;
  }

  @Override
  String here() {
    throw new NotPlainException();
  }

  @Override
  Tape tape() {
    return new Tape(bytes, names, remembered, kept);
  }

  @Override
  int place() {
    return at;
  }

  @Override
  boolean remembers() {
    return true;
  }

  private int peek(int i) {
    return i < bytes.length ? bytes[i] : 0;
  }

  private int peek() {
    return peek(at);
  }

  /** Returns where the next that is not blank begins, which is here nearly always. */
  private int beginning(int from) {
    return peek(from) <= ' ' ? afterBlanks(from) : from;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < bytes.length && bytes[i] <= ' ' && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Returns the place after a character, which must be there. */
  private int after(char c, int i) {
    if (peek(i) != c) {
      throw new NotPlainException();
    }
    return i + 1;
  }

  /** Takes note of what begins at a place: objects and arrays are entered, literals passed. */
  private boolean begin(int i) {
    at = i;
    switch (peek(i)) {
      case '"' -> kind = Tape.TEXT;
      case '{' -> enter(Tape.OBJECT, i + 1);
      case '[' -> enter(Tape.ARRAY, i + 1);
      case 't' -> literal(Tape.TRUE, "true");
      case 'f' -> literal(Tape.FALSE, "false");
      case 'n' -> literal(Tape.NULL, "null");
      default -> kind = Tape.NUMBER;
    }
    return true;
  }

  private void enter(byte container, int i) {
    if (++depth > DEPTH) {
      throw new NotPlainException();
    }
    kind = container;
    at = i;
  }

  private boolean leave(int i) {
    depth--;
    at = i + 1;
    return false;
  }

  private void literal(byte literal, String written) {
    int i = at;
    for (int j = 0; j < written.length(); j++) {
      i = after(written.charAt(j), i);
    }
    at = i;
    kind = literal;
  }

  @Override
  boolean firstProperty() {
    int i = afterBlanks(at);
    return peek(i) == '}' ? leave(i) : property(i);
  }

  @Override
  boolean nextProperty() {
    int i = afterBlanks(at);
    return peek(i) == '}' ? leave(i) : property(afterBlanks(after(',', i)));
  }

  private boolean property(int i) {
    int id = names.read(after('"', i));
    name = names.name(id);
    meaning = names.meaning(id);
    return begin(afterBlanks(after(':', afterBlanks(names.end() + 1))));
  }

  @Override
  boolean firstItem() {
    int i = afterBlanks(at);
    return peek(i) == ']' ? leave(i) : begin(i);
  }

  @Override
  boolean nextItem() {
    int i = afterBlanks(at);
    return peek(i) == ']' ? leave(i) : begin(afterBlanks(after(',', i)));
  }

  /**
   * In one loop and not by the steps of any input: what stands in a resource is most of what there
   * is.
   */
  @Override
  int addContainer(Tape tape, @Nullable String property, boolean sampled) {
    return scan(tape, tape.add(kind, property, at, 0), sampled);
  }

  /** Adds all that is in an object or array, which was added. */
  private int scan(Tape tape, int container, boolean sampled) {
    int outermost = depth;
    int top = container;
    open(top, sampled, -1);
    boolean object = kind == Tape.OBJECT;
    boolean isFirst = true;
    int i = at;
    while (true) {
      i = beginning(i);
      if (peek(i) == (object ? '}' : ']')) {
        close(tape, top, ++i);
        if (depth < outermost) {
          at = i;
          return top;
        }
        int inner = top;
        top = containers[depth];
        tape.addValue(top, inner);
        object = tape.kind(top) == Tape.OBJECT;
        isFirst = false;
        continue;
      }
      if (!isFirst) {
        i = beginning(after(',', i));
      }
      isFirst = false;
      int name = PropertyNames.NONE;
      byte means = Meaning.NONE;
      if (object) {
        name = names.read(after('"', i));
        means = names.meaning(name);
        i = beginning(after(':', beginning(names.end() + 1)));
      }
      int c = peek(i);
      int from = i + 1;
      int to;
      int slot = -1;
      int number = -1;
      int what;
      if (c == '"') {
        to = plainEnd(from);
        what = Tape.TEXT;
        if (peek(to) != '"') {
          to = otherEnd(to);
          what |= Tape.ENCODED;
        }
        i = to + 1;
        if (means == Meaning.WORDS) {
          what |= Tape.WORDS;
        } else if (means != Meaning.NONE && isSkipped(tape, means, samples[depth])) {
          specials++;
          continue;
        }
      } else if (c == '{' || c == '[') {
        what = c == '{' ? Tape.OBJECT : Tape.ARRAY;
        to = 0;
        i = from;
        if (name < PropertyNames.RARE && !Meaning.isSpecial(means) && !keeps) {
          slot = recurring.slot(name, from);
          if (slot >= 0 && isAgain(slot, name, from)) {
            number = recurring.kept(slot);
            if (number < 0) {
              number = keep((byte) what, name, from, slot);
            }
            to = from + recurring.length(slot);
            i = to;
          }
        }
      } else {
        begin(i);
        what = kind;
        from = i;
        if (what == Tape.NUMBER) {
          skipNumber();
        }
        to = at;
        i = at;
      }
      int value = addScanned(tape, what, object ? top : -1, name, from, to);
      if (Meaning.isSpecial(means)) {
        specials++;
        if (means == Meaning.TYPE && what == Tape.TEXT) {
          // there are as few types as there are names
          tape.make(value, names.name(names.read(from)));
        }
        noteMeaning(tape, top, means, c == '"' ? value : -1);
      }
      if (number >= 0) {
        tape.keep(value, number);
      } else if (what <= Tape.ARRAY) {
        boolean isSampled = object ? means == Meaning.SAMPLES : samples[depth];
        if (++depth > DEPTH) {
          throw new NotPlainException();
        }
        open(value, isSampled, slot);
        top = value;
        object = what == Tape.OBJECT;
        isFirst = true;
      }
    }
  }

  private int addScanned(Tape tape, int what, int object, int name, int from, int to) {
    int hash = names.hash(name);
    if (object >= 0 && tape.addHash(object, hash)) {
      tape.addAgain(object, names.name(name));
    }
    return name == PropertyNames.RARE
        ? tape.add(what, names.name(name), from, to)
        : tape.add(what, name, hash, from, to);
  }

  private void open(int value, boolean sampled, int slot) {
    containers[depth] = value;
    slots[depth] = slot;
    specialsBefore[depth] = specials;
    typesBefore[depth] = type;
    samples[depth] = sampled;
  }

  /**
   * Ends an object or array. It may recur if it means the same wherever it stands, and alters
   * nothing.
   */
  private void close(Tape tape, int value, int to) {
    tape.end(value, to);
    int slot = slots[depth];
    if (slot >= 0 && specials == specialsBefore[depth] && !tape.alters(value)) {
      recurring.put(slot, tape.number(value), tape.from(value), to);
    }
    type = typesBefore[depth];
    depth--;
  }

  private boolean isAgain(int slot, int name, int from) {
    return recurring.isAgain(slot, name, from)
        && (recurring.kept(slot) >= 0 || kept.size() < MOST_KEPT);
  }

  /** Scans an object or array that recurs for the first time. */
  private int keep(byte container, int name, int from, int slot) {
    keeps = true;
    enter(container, from);
    int number = scan(kept, kept.add(container, name, names.hash(name), from, 0), false);
    keeps = false;
    recurring.keep(slot, number);
    return number;
  }

  @Override
  int addText(Tape tape, @Nullable String property) {
    if (kind == Tape.NUMBER) {
      int from = at;
      skipNumber();
      return tape.add(Tape.NUMBER, property, from, at);
    }
    int from = at + 1;
    boolean plain = skipString();
    int text = tape.add(Tape.TEXT, property, from, at - 1);
    if (!plain) {
      tape.encoded(text);
    }
    return text;
  }

  /** Passes over a string, and returns whether every byte of it is a character. */
  private boolean skipString() {
    int end = plainEnd(at + 1);
    boolean plain = peek(end) == '"';
    at = (plain ? end : otherEnd(end)) + 1;
    return plain;
  }

  /** Returns the end of a string from a place where it is not plain. */
  private int otherEnd(int from) {
    at = from;
    while (peek() != '"') {
      skipOther();
      at = plainEnd(at);
    }
    return at;
  }

  /**
   * Returns where the first byte is that is no printable ASCII, a quotation mark or a backslash.
   */
  private int plainEnd(int from) {
    int i = from;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long others = others((long) LONGS.get(bytes, i));
      if (others != 0) {
        return i + (Long.numberOfTrailingZeros(others) >> 3);
      }
    }
    while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Sets the highest bit of the first byte that is not plain; of those after it perhaps too. */
  static long others(long word) {
    // changes places of the quotation mark and the blank, so that it is below what is plain too
    long quoteOrControl = (word ^ 0x02 * EACH) - 0x21 * EACH;
    long backslash = (word ^ '\\' * EACH) - EACH;
    return (quoteOrControl | backslash | word) & HIGH;
  }

  /** Passes over an escape or a character beyond ASCII. */
  private void skipOther() {
    int c = peek();
    if (c == '\\') {
      skipEscape();
    } else if (c < 0) {
      skipEncoded();
    } else {
      throw new NotPlainException();
    }
  }

  private void skipEscape() {
    at++;
    switch (peek()) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> skipHexadecimal();
      default -> throw new NotPlainException();
    }
  }

  private void skipHexadecimal() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw new NotPlainException();
      }
      unit = 16 * unit + digit;
    }
    if (Character.isSurrogate((char) unit)) {
      throw new NotPlainException();
    }
    at++;
  }

  /**
   * Passes over a character of two to four bytes; strictly: what is not well-formed is not plain.
   */
  private void skipEncoded() {
    int first = peek() & 0xFF;
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
    boolean fits =
        switch (first) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> first >= 0xC2 && first < 0xF4;
        };
    if (!fits) {
      throw new NotPlainException();
    }
    at++;
    int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    for (int i = 0; i < more; i++) {
      if ((peek() & 0xC0) != 0x80) {
        throw new NotPlainException();
      }
      at++;
    }
  }

  private void skipNumber() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      skipDigits();
    }
    if (peek() == '.') {
      at++;
      skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      skipDigits();
    }
    int c = peek();
    if (c != ',' && c != '}' && c != ']' && !isBlank((byte) c)) {
      throw new NotPlainException();
    }
  }

  private void skipDigits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw new NotPlainException();
    }
  }
}
