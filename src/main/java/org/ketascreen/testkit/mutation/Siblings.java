package org.ketascreen.testkit.mutation;

import org.jspecify.annotations.Nullable;

/** Codes that stand side by side in a hierarchy whose codes begin with the code of their parent. */
final class Siblings {

  private Siblings() {}

  /**
   * Returns the code so many steps on in the last place, or {@code null} if the place has no such
   * digit or letter. Codes without a point that end in two digits, as I71 and N05BA01 do, are
   * counted on in both.
   */
  static @Nullable String beside(String code, int steps) {
    int length = code.length();
    char last = code.charAt(length - 1);
    if (endsInTwoDigits(code) && code.indexOf('.') < 0) {
      int number = Integer.parseInt(code.substring(length - 2)) + steps;
      return number < 0 || number > 99
          ? null
          : code.substring(0, length - 2) + (number < 10 ? "0" : "") + number;
    }
    char other = (char) (last + steps);
    boolean isLike = isDigit(last) ? isDigit(other) : other >= 'A' && other <= 'Z';
    return isLike ? code.substring(0, length - 1) + other : null;
  }

  private static boolean endsInTwoDigits(String code) {
    int length = code.length();
    return length > 1 && isDigit(code.charAt(length - 1)) && isDigit(code.charAt(length - 2));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
