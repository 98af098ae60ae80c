package org.ketascreen.terminology;

/**
 * A code of a hierarchical code system as a number: seven characters of six bits, the first one
 * highest, 1 to 10 a digit, 11 to 36 a letter, 0 nothing. Reading a code so costs no memory, and
 * checks its form on the way.
 */
final class PackedCode {

  /** Not a code. */
  static final long NONE = -1;

  private static final int LONGEST = 7;
  private static final int BITS = 6;
  private static final int FIRST_SHIFT = BITS * (LONGEST - 1);
  private static final int FIRST_LETTER = 11;

  private PackedCode() {}

  /** Reads {@code I21.4}, {@code i214}, {@code F02.0*}, {@code I21.-}. */
  static long icd(String code) {
    int start = start(code);
    int end = withoutMarks(code, start, end(code));
    boolean dotted = end - start > 4 && code.charAt(start + 3) == '.';
    int length = end - start - (dotted ? 1 : 0);
    if (length < 3 || length > LONGEST) {
      return NONE;
    }
    long packed = 0;
    for (int i = 0; i < length; i++) {
      int symbol = symbol(code.charAt(start + i + (dotted && i >= 3 ? 1 : 0)));
      if (symbol == 0 || (i == 0 && isDigit(symbol))) {
        return NONE;
      }
      packed |= (long) symbol << shift(i);
    }
    return isInAChapter(packed) ? packed : NONE;
  }

  /**
   * Whether the first three characters can be a category of ICD-10 or of a national form of it: a
   * letter, a digit, and a digit or (C7A, J4B) one of the first letters, up to the last category of
   * the letter's chapters; ICD-10-CM also has QA0.
   */
  private static boolean isInAChapter(long packed) {
    int letter = symbolAt(packed, 0) - FIRST_LETTER;
    int second = symbolAt(packed, 1);
    int third = symbolAt(packed, 2);
    if (!isDigit(second)) {
      return letter == 'Q' - 'A' && second == FIRST_LETTER && isDigit(third);
    }
    if (!isDigit(third)) {
      return third - FIRST_LETTER < LETTERS_OF_CATEGORIES;
    }
    int category = (second - 1) * 10 + third - 1;
    boolean isLastOfU = letter == 'U' - 'A' && category == LAST;
    return category <= LAST_CATEGORY[letter] && (!isLastOfU || symbolAt(packed, 4) == 0);
  }

  private static final int LAST = 99;
  private static final int LETTERS_OF_CATEGORIES = 3;

  /**
   * The last category that begins with each letter, in the WHO's ICD-10 or in ICD-10-CM, whichever
   * goes further; of U99 ICD-10-GM has U99.0 only.
   */
  private static final int[] LAST_CATEGORY = {
    99, 99, 97, 89, 90, 99, 99, 95, 99, 99, 95, 99, 99, 99, 99, 96, 99, 99, 99, 98, 99, 99, 99, 99,
    99, 99
  };

  /** Reads {@code N}, {@code N05}, {@code N05B}, {@code N05BA}, {@code n05ba01}. */
  static long atc(String code) {
    int start = start(code);
    int length = end(code) - start;
    if (length < 1 || length > LONGEST || length == 2 || length == 6) {
      return NONE;
    }
    long packed = 0;
    for (int i = 0; i < length; i++) {
      int symbol = symbol(code.charAt(start + i));
      boolean digitHere = i == 1 || i == 2 || i >= 5;
      if (symbol == 0 || isDigit(symbol) != digitHere) {
        return NONE;
      }
      packed |= (long) symbol << shift(i);
    }
    return packed;
  }

  /** Returns the character at {@code index} of a packed code, or 0 behind its end. */
  static int symbolAt(long packed, int index) {
    return index >= LONGEST ? 0 : (int) (packed >>> shift(index)) & 63;
  }

  static String unpack(long packed) {
    StringBuilder code = new StringBuilder(LONGEST);
    for (int i = 0; symbolAt(packed, i) != 0; i++) {
      int symbol = symbolAt(packed, i);
      code.append((char) (isDigit(symbol) ? '0' + symbol - 1 : 'A' + symbol - FIRST_LETTER));
    }
    return code.toString();
  }

  private static int start(String code) {
    int start = 0;
    while (start < code.length() && Character.isWhitespace(code.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int end(String code) {
    int end = code.length();
    while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /**
   * Dagger, asterisk and exclamation mark say how a code is used; {@code .-} that it is not the
   * whole code.
   */
  private static int withoutMarks(String code, int start, int end) {
    int last = end;
    while (last > start && "*\u2020+!-.".indexOf(code.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  private static int shift(int index) {
    return FIRST_SHIFT - BITS * index;
  }

  private static boolean isDigit(int symbol) {
    return symbol < FIRST_LETTER;
  }

  private static int symbol(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0' + 1;
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + FIRST_LETTER;
    }
    return c >= 'a' && c <= 'z' ? c - 'a' + FIRST_LETTER : 0;
  }
}
