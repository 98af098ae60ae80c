package org.ketascreen.rulebase;

import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystems;

/**
 * Finds most slips of the pen in codes that end with a check digit: SNOMED CT (Verhoeff), LOINC
 * (Luhn).
 */
final class CheckDigits {

  private static final int[][] PRODUCT = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
  };
  private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private CheckDigits() {}

  /** Whether a code is well formed, as far as its system lets one tell. */
  static boolean areRight(CodeSystem system, String code) {
    if (system.equals(CodeSystems.SNOMED_CT)) {
      return isNumber(code) && code.length() >= 6 && code.length() <= 18 && verhoeff(code) == 0;
    }
    if (system.equals(CodeSystems.RXNORM)) {
      return isNumber(code) && code.length() <= 8;
    }
    if (system.equals(CodeSystems.LOINC) && !code.startsWith("L")) {
      int hyphen = code.length() - 2;
      return hyphen > 0
          && code.charAt(hyphen) == '-'
          && isNumber(code.substring(0, hyphen))
          && luhn(code.substring(0, hyphen)) == code.charAt(hyphen + 1) - '0';
    }
    return true;
  }

  static boolean isNumber(String code) {
    return !code.isEmpty() && code.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int verhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      for (int turn = 0; turn < i % 8; turn++) {
        digit = PERMUTATION[digit];
      }
      check = PRODUCT[check][digit];
    }
    return check;
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return (10 - sum % 10) % 10;
  }
}
